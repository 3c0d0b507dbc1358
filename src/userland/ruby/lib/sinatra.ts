/**
 * The library `sinatra`: its DSL at the top level and as a class, answered over HTTP. Requests are answered one after another, as a Ruby
 * server with one thread does.
 */
import type { Ruby } from '../ruby.ts';
import { RArray, RClass, RHash, RObject, RRegexp, RString } from '../values.ts';
import type { Call, RProc, Value } from '../values.ts';
import { serve } from './sinatra-server.ts';

export interface Route {
  readonly method: string;
  readonly pattern: RegExp;
  readonly names: readonly string[];
  readonly action: RProc;
}

/** What an application has gathered. */
export interface Application {
  readonly cls: RClass;
  readonly settings: Map<string, Value>;
  readonly routes: Route[];
  readonly before: RProc[];
  readonly after: RProc[];
  notFound: RProc | undefined;
  error: RProc | undefined;
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete', 'options'];
const DEFAULT_PORT = 4567;

export async function defineSinatra(it: Ruby): Promise<void> {
  const sinatra = it.module('Sinatra');
  sinatra.constants.set('VERSION', it.string('1.4.5'));
  const base = it.define('Base', 'Object', sinatra);
  const applications = new Map<RClass, Application>();
  const applicationOf = (cls: RClass): Application => {
    const known = applications.get(cls);
    if (known) return known;
    const made: Application = {
      cls,
      settings: defaults(it),
      routes: [],
      before: [],
      after: [],
      notFound: undefined,
      error: undefined,
    };
    applications.set(cls, made);
    return made;
  };
  const classic = await it.newModule('Application', sinatra, false, base);
  const dsl = (application: (call: Call) => Application) => definitions(it, application);
  it.singletonMethods(base, {
    ...dsl(({ self }) => applicationOf(self as RClass)),
    'run!': async ({ self }) => {
      await serve(it, applicationOf(self as RClass));
      return null;
    },
    'call new!': () => {
      throw it.notSimulated('Rack');
    },
  });
  defineHandlers(it, base);
  const top = applicationOf(classic);
  it.methods(
    it.singletonOf(it.main),
    dsl(() => top),
  );
  it.atExit.push(
    it.builtinProc(async () => {
      if (top.routes.length && it.truthy(top.settings.get('run') ?? null)) await serve(it, top);
      return null;
    }),
  );
}

function defaults(it: Ruby): Map<string, Value> {
  const environment = it.sys.env.get('RACK_ENV') ?? 'development';
  const args = it.class('Object').constants.get('ARGV');
  const settings = new Map<string, Value>([
    ['port', BigInt(Number(it.sys.env.get('PORT')) || DEFAULT_PORT)],
    ['bind', it.string(environment === 'development' ? 'localhost' : '0.0.0.0')],
    ['environment', it.symbol(environment)],
    ['run', true],
    ['logging', true],
    ['public_folder', it.string('public')],
    ['views', it.string('views')],
  ]);
  if (args instanceof RArray) {
    const words = args.items.map((one) => (one instanceof RString ? one.text : ''));
    words.forEach((word, i) => {
      if (word === '-p') settings.set('port', BigInt(Number(words[i + 1])));
      if (word === '-o') settings.set('bind', it.string(words[i + 1] ?? ''));
      if (word === '-e') settings.set('environment', it.symbol(words[i + 1] ?? ''));
    });
  }
  return settings;
}

function definitions(it: Ruby, of: (call: Call) => Application) {
  const routes = Object.fromEntries(
    METHODS.map((method) => [
      method,
      (call: Call) => {
        if (!call.block) throw it.error('ArgumentError', 'no block given');
        of(call).routes.push({
          method: method.toUpperCase(),
          ...compiled(it, call.args[0] as Value),
          action: call.block,
        });
        return null;
      },
    ]),
  );
  const hook = (name: 'before' | 'after') => (call: Call) => {
    if (call.block) of(call)[name].push(call.block);
    return null;
  };
  const setting = (value: Value | undefined) => (call: Call) => {
    const [name] = call.args;
    if (call.args.length === 1 && name instanceof RHash) {
      for (const [key, one] of name.pairs()) of(call).settings.set(it.nameOf(key), one);
    } else of(call).settings.set(it.nameOf(name as Value), value === undefined ? (call.args[1] ?? null) : value);
    return null;
  };
  return {
    ...routes,
    before: hook('before'),
    after: hook('after'),
    set: setting(undefined),
    enable: setting(true),
    disable: setting(false),
    settings: (call: Call) => settingsObject(it, of(call)),
    not_found: (call: Call) => {
      of(call).notFound = call.block;
      return null;
    },
    error: (call: Call) => {
      of(call).error = call.block;
      return null;
    },
    configure: async (call: Call) => {
      const environment = it.nameOf(of(call).settings.get('environment') ?? null);
      if (call.args.length === 0 || call.args.some((one) => it.nameOf(one) === environment)) await it.yield(call.block);
      return null;
    },
    helpers: async (call: Call) => {
      const { cls } = of(call);
      if (call.block) await it.callProc(call.block, [], { self: cls, module: cls });
      for (const one of call.args) if (one instanceof RClass) cls.includes.push(one);
      return null;
    },
    use: () => {
      throw it.notSimulated('Rack middleware');
    },
  };
}

function settingsObject(it: Ruby, application: Application): RObject {
  const object = new RObject(it.class('Object'));
  for (const [name, value] of application.settings) it.singletonMethods(object, { [name]: () => value });
  return object;
}

/** `/hello/:name.?:format?` and `/files/*` as a pattern, and the names of its groups. */
function compiled(it: Ruby, path: Value): { pattern: RegExp; names: readonly string[] } {
  if (!(path instanceof RString)) {
    if (path instanceof RRegexp) return { pattern: new RegExp(path.pattern.source, 'u'), names: [] };
    throw it.error('TypeError', 'a route is a String or a Regexp');
  }
  const names: string[] = [];
  const source = path.text
    .replace(/[.+()]/g, '\\$&')
    .replace(/\\\.\?/g, '\\.?')
    .replace(/:(\w+)/g, (_, name: string) => {
      names.push(name);
      return '([^/?#]+)';
    })
    .replace(/\*/g, () => {
      names.push('splat');
      return '(.*?)';
    });
  return { pattern: new RegExp(`^${source}$`), names };
}

/** Methods that a route's block may call: they speak of the request at hand. */
function defineHandlers(it: Ruby, base: RClass): void {
  const current = ({ self }: Call) => self as RObject;
  const headers = (call: Call) => current(call).ivars.get('@headers') as RHash;
  const halt = (parts: readonly Value[]) => it.thrown(it.symbol('halt'), it.array([...parts]));
  it.methods(base, {
    params: (call) => current(call).ivars.get('@params') ?? null,
    request: (call) => current(call).ivars.get('@request') ?? null,
    response: ({ self }) => self,
    env: (call) => current(call).ivars.get('@env') ?? null,
    status: (call) => {
      if (call.args.length) current(call).ivars.set('@status', call.args[0] as Value);
      return current(call).ivars.get('@status') ?? 200n;
    },
    body: (call) => {
      if (call.args.length) current(call).ivars.set('@body', call.args[0] as Value);
      return current(call).ivars.get('@body') ?? null;
    },
    headers: (call) => {
      if (call.args[0] instanceof RHash)
        for (const [name, value] of call.args[0].pairs()) headers(call).set(name, value);
      return headers(call);
    },
    content_type: (call) => {
      const type = it.nameOf(call.args[0] as Value);
      const full = type.includes('/') ? type : (TYPES[type] ?? `application/${type}`);
      const charset =
        /^text\/|json|javascript/.test(full) && !full.includes('charset') ? `${full};charset=utf-8` : full;
      headers(call).set(it.string('Content-Type'), it.string(type === 'json' ? 'application/json' : charset));
      return null;
    },
    redirect: async (call) => {
      const to = it.str(call.args[0] as Value);
      const host = await it.text(current(call).ivars.get('@host') ?? null);
      headers(call).set(it.string('Location'), it.string(/^https?:/.test(to) ? to : `http://${host}${to}`));
      throw halt([
        call.args[1] ?? (it.str(current(call).ivars.get('@method') ?? null) === 'GET' ? 302n : 303n),
        it.string(''),
      ]);
    },
    halt: (call) => {
      throw halt(call.args);
    },
    pass: () => {
      throw it.thrown(it.symbol('pass'), null);
    },
    not_found: (call) => {
      throw halt([404n, call.args[0] ?? it.string('<h1>Not Found</h1>')]);
    },
    error: (call) => {
      throw halt([500n, call.args[0] ?? it.string('Internal Server Error')]);
    },
    settings: (call) => current(call).ivars.get('@settings') ?? null,
    erb: (call) => rendered(it, call),
    session: () => {
      throw it.notSimulated("Sinatra's session");
    },
    'haml slim markdown sass scss builder': (call) => {
      throw it.notSimulated(`the template engine ${call.name}`);
    },
    send_file: async (call) => it.string(await it.readFile(it.str(call.args[0] as Value))),
    'url uri to': async (call) =>
      it.string(`http://${await it.text(current(call).ivars.get('@host') ?? null)}${it.str(call.args[0] as Value)}`),
    logger: () => {
      throw it.notSimulated('the logger');
    },
  });
}

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html',
  txt: 'text/plain',
  text: 'text/plain',
  json: 'application/json',
  xml: 'application/xml',
  css: 'text/css',
  js: 'application/javascript',
  png: 'image/png',
};

/** An ERB template, inline or of the folder `views`, inside `layout.erb` when there is one. */
async function rendered(it: Ruby, call: Call): Promise<Value> {
  const [template, options] = call.args;
  const self = call.self as RObject;
  const settings = self.ivars.get('@settings') ?? null;
  const views = settings === null ? 'views' : await it.text(await it.send(settings, 'views'));
  const source =
    template instanceof RString ? template.text : await it.readFile(`${views}/${it.nameOf(template as Value)}.erb`);
  const frame = it.frameFor(self, self.cls, [self.cls]);
  const locals = options instanceof RHash ? options.get(it.symbol('locals')) : undefined;
  if (locals instanceof RHash)
    for (const [name, value] of locals.pairs()) frame.variables.declare(it.nameOf(name), value);
  return it.run(erbCode(source), '(erb)', frame);
}

/** ERB as Ruby code that joins its pieces. */
export function erbCode(source: string): string {
  let code = '_out = ""\n';
  let at = 0;
  for (const found of source.matchAll(/<%(=|#|-)?([\s\S]*?)-?%>\n?/g)) {
    const [whole, kind, inside = ''] = found;
    const before = source.slice(at, found.index);
    if (before) code += `_out << ${JSON.stringify(before).replace(/#(?=[{$@])/g, '\\#')}\n`;
    if (kind === '=') code += `_out << (${inside}).to_s\n${whole.endsWith('\n') ? '_out << "\\n"\n' : ''}`;
    else if (kind !== '#') code += `${inside}\n`;
    at = found.index + whole.length;
  }
  const rest = source.slice(at);
  return `${code}${rest ? `_out << ${JSON.stringify(rest).replace(/#(?=[{$@])/g, '\\#')}\n` : ''}_out\n`;
}

/**
 * Gems as data. Code of pure Ruby gems that Drydock's own Ruby has built in (`json`, `sinatra`, `rack` …) is a file that names the library;
 * the interpreter loads its own instead.
 */
export interface Gem {
  readonly name: string;
  readonly version: string;
  readonly summary: string;
  readonly authors: readonly string[];
  readonly license: string;
  readonly homepage: string;
  /** RFC 3339 day. */
  readonly date: string;
  readonly dependencies: readonly (readonly [name: string, requirement: string])[];
  /** Paths in the gem, and bytes. */
  readonly files: readonly (readonly [path: string, bytes: number])[];
  readonly executables?: readonly string[];
  /** Directories with an `extconf.rb`. */
  readonly extensions?: readonly string[];
  /** training/sinatra has it. */
  readonly preinstalled?: boolean;
}

export const GEMS: readonly Gem[] = [
  {
    name: 'json',
    version: '1.8.3',
    summary: 'JSON Implementation for Ruby',
    authors: ['Florian Frank'],
    license: 'Ruby',
    homepage: 'http://flori.github.com/json',
    date: '2015-06-01',
    dependencies: [],
    files: [
      ['lib/json.rb', 1785],
      ['lib/json/common.rb', 16_400],
      ['lib/json/ext.rb', 600],
      ['lib/json/pure.rb', 470],
      ['lib/json/version.rb', 250],
      ['lib/json/generic_object.rb', 1400],
      ['lib/json/add/core.rb', 300],
      ['ext/json/ext/generator/extconf.rb', 80],
      ['ext/json/ext/generator/generator.c', 52_000],
      ['ext/json/ext/generator/generator.h', 7400],
      ['ext/json/ext/parser/extconf.rb', 80],
      ['ext/json/ext/parser/parser.c', 58_000],
      ['ext/json/ext/parser/parser.h', 2700],
      ['ext/json/ext/parser/parser.rl', 26_000],
      ['README.rdoc', 11_000],
      ['COPYING', 2200],
    ],
    extensions: ['ext/json/ext/parser', 'ext/json/ext/generator'],
  },
  {
    name: 'sinatra',
    version: '1.4.5',
    summary: 'Classy web-development dressed in a DSL',
    authors: ['Blake Mizerany', 'Ryan Tomayko', 'Simon Rozet', 'Konstantin Haase'],
    license: 'MIT',
    homepage: 'http://www.sinatrarb.com/',
    date: '2014-04-08',
    dependencies: [
      ['rack', '~> 1.4'],
      ['rack-protection', '~> 1.4'],
      ['tilt', '>= 1.3.4, ~> 1.3'],
    ],
    files: [
      ['lib/sinatra.rb', 80],
      ['lib/sinatra/base.rb', 66_700],
      ['lib/sinatra/main.rb', 900],
      ['lib/sinatra/showexceptions.rb', 10_600],
      ['lib/sinatra/version.rb', 40],
      ['lib/sinatra/images/404.png', 23_600],
      ['lib/sinatra/images/500.png', 22_200],
      ['README.md', 72_000],
      ['LICENSE', 1100],
    ],
    preinstalled: true,
  },
  {
    name: 'rack',
    version: '1.6.4',
    summary: 'a modular Ruby webserver interface',
    authors: ['Christian Neukirchen'],
    license: 'MIT',
    homepage: 'http://rack.github.io/',
    date: '2015-06-18',
    dependencies: [],
    files: [
      ['lib/rack.rb', 3600],
      ['lib/rack/builder.rb', 4400],
      ['lib/rack/handler.rb', 3200],
      ['lib/rack/handler/webrick.rb', 4200],
      ['lib/rack/request.rb', 13_500],
      ['lib/rack/response.rb', 4600],
      ['lib/rack/server.rb', 11_800],
      ['lib/rack/utils.rb', 20_700],
      ['lib/rack/static.rb', 5300],
      ['bin/rackup', 60],
      ['README.rdoc', 20_000],
    ],
    executables: ['rackup'],
    preinstalled: true,
  },
  {
    name: 'rack-protection',
    version: '1.5.3',
    summary: 'You should use protection!',
    authors: ['Konstantin Haase', 'Alex Rodionov'],
    license: 'MIT',
    homepage: 'http://github.com/rkh/rack-protection',
    date: '2014-04-08',
    dependencies: [['rack', '>= 0']],
    files: [
      ['lib/rack/protection.rb', 1500],
      ['lib/rack/protection/base.rb', 3300],
      ['lib/rack/protection/version.rb', 400],
      ['README.md', 2700],
    ],
    preinstalled: true,
  },
  {
    name: 'tilt',
    version: '1.4.1',
    summary: 'Generic interface to multiple Ruby template engines',
    authors: ['Ryan Tomayko'],
    license: 'MIT',
    homepage: 'http://github.com/rtomayko/tilt/',
    date: '2013-05-08',
    dependencies: [],
    files: [
      ['lib/tilt.rb', 6300],
      ['lib/tilt/erb.rb', 3000],
      ['lib/tilt/template.rb', 8900],
      ['bin/tilt', 3200],
      ['README.md', 9500],
    ],
    executables: ['tilt'],
    preinstalled: true,
  },
];

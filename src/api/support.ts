/** What of the Engine API works here, from the tables of operations and bodies. */
import { BODY_OF, shapeOf } from './body-shapes.ts';
import { OPERATIONS, SWARM_PATHS, type Operation, type OperationId } from './operations.ts';
import { realDocker } from './server/unsimulated.ts';

export interface OperationSupport {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  /** `refused`: 501, naming itself. */
  readonly support: 'works' | 'answers' | 'refused';
  readonly says: string;
  readonly query: readonly string[];
  readonly body: readonly string[];
}

/** `simulated`: the operations that the engine has. */
export function operationSupport(simulated: ReadonlySet<string>): readonly OperationSupport[] {
  const known = Object.entries(OPERATIONS).map(([id, operation]: [string, Operation]): OperationSupport => {
    const works = simulated.has(id);
    const asksForPlugin = works && /^plugin(?!List)/.test(id);
    const shape = BODY_OF[id as OperationId];
    return {
      id,
      method: operation.method,
      path: operation.path,
      support: asksForPlugin ? 'answers' : works ? 'works' : 'refused',
      says: asksForPlugin ? 'there is never such a plugin' : works ? '' : realDocker(id as OperationId),
      query: Object.keys(operation.query ?? {}),
      body: shape ? bodyFields(shape) : operation.body === 'stream' ? ['(bytes)'] : [],
    };
  });
  const swarm = SWARM_PATHS.map((path): OperationSupport => ({
    id: path.slice(1),
    method: 'any',
    path: `${path}…`,
    support: 'answers',
    says: '503: not a swarm manager',
    query: [],
    body: [],
  }));
  return [...known, ...swarm];
}

/** Dotted names, embedded structs in place. */
function bodyFields(struct: string, prefix = ''): string[] {
  return shapeOf(struct).fields.flatMap(({ name, type, embedded }) => {
    if (embedded) return bodyFields(type, prefix);
    const inner = /^container\.HostConfig$/.test(type) ? bodyFields(type, `${prefix}${name}.`) : [];
    return inner.length ? inner : [`${prefix}${name}`];
  });
}

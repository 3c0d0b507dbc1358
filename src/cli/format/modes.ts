/** Methods without arguments of the modes of a container (api/types/container, hostconfig.go and hostconfig_unix.go). */

type Method = (mode: string) => boolean | string;

const CONTAINER = 'container:';
const isContainer: Method = (mode) => mode.startsWith(CONTAINER);
const container: Method = (mode) => (mode.startsWith(CONTAINER) ? mode.slice(CONTAINER.length) : '');
const is =
  (...names: readonly string[]): Method =>
  (mode) =>
    names.includes(mode);
const not =
  (test: Method): Method =>
  (mode) =>
    !test(mode);

const ofOthers = (mode: string) => mode === 'host' || mode.startsWith(CONTAINER);
const isUserDefined: Method = (mode) => !/^(default|bridge|host|none|container:.*)$/.test(mode);

const METHODS: Readonly<Record<string, Readonly<Record<string, Method>>>> = {
  NetworkMode: {
    IsBridge: is('bridge'),
    IsContainer: isContainer,
    IsDefault: is('default'),
    IsHost: is('host'),
    IsNone: is('none'),
    IsPrivate: not(ofOthers),
    IsUserDefined: isUserDefined,
    ConnectedContainer: container,
    UserDefined: (mode) => (isUserDefined(mode) ? mode : ''),
    NetworkName: (mode) => (isContainer(mode) ? 'container' : mode),
  },
  IpcMode: {
    IsPrivate: is('private'),
    IsHost: is('host'),
    IsShareable: is('shareable'),
    IsContainer: isContainer,
    IsNone: is('none'),
    IsEmpty: is(''),
    Valid: (mode) => is('', 'none', 'private', 'host', 'shareable')(mode) || isContainer(mode),
    Container: container,
  },
  PidMode: {
    IsPrivate: not(ofOthers),
    IsHost: is('host'),
    IsContainer: isContainer,
    Valid: (mode) => is('', 'host')(mode) || container(mode) !== '',
    Container: container,
  },
  UTSMode: { IsPrivate: not(is('host')), IsHost: is('host'), Valid: is('', 'host') },
  UsernsMode: { IsPrivate: not(is('host')), IsHost: is('host'), Valid: is('', 'host') },
  CgroupnsMode: {
    IsPrivate: is('private'),
    IsHost: is('host'),
    IsEmpty: is(''),
    Valid: is('', 'private', 'host'),
  },
  CgroupSpec: {
    IsContainer: isContainer,
    Valid: (mode) => mode === '' || isContainer(mode),
    Container: container,
  },
  Isolation: {
    IsDefault: (mode) => is('', 'default')(mode.toLowerCase()),
    IsHyperV: (mode) => mode.toLowerCase() === 'hyperv',
    IsProcess: (mode) => mode.toLowerCase() === 'process',
  },
};

/** What a method of `container.PidMode` and its kin answers; undefined where the type has none of this name. */
export function modeMethod(type: string, name: string, mode: string): boolean | string | undefined {
  const methods = METHODS[type.replace(/^container\./, '')];
  return methods && Object.hasOwn(methods, name) ? methods[name]?.(mode) : undefined;
}

/** Of container.RestartPolicy, by its name. */
export const RESTART_POLICY_METHODS: Readonly<Record<string, Method>> = {
  IsNone: is('', 'no'),
  IsAlways: is('always'),
  IsOnFailure: is('on-failure'),
  IsUnlessStopped: is('unless-stopped'),
};

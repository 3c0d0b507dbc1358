/** Every command that is simulated, by the path that names it. */
import { attach } from './container/attach.ts';
import { cp } from './container/cp.ts';
import { create } from './container/create.ts';
import { commit, diff, exportContainer, port, rename, top, update } from './container/details.ts';
import { exec } from './container/exec.ts';
import { kill, pause, restart, rm as removeContainer, stop, unpause, wait } from './container/lifecycle.ts';
import { logs } from './container/logs.ts';
import { ls as listContainers } from './container/ls.ts';
import { run } from './container/run.ts';
import { start } from './container/start.ts';
import { stats } from './container/stats.ts';
import {
  inspect as inspectContext,
  ls as listContexts,
  show as showContext,
  use as useContext,
} from './context/context.ts';
import {
  create as createContext,
  exportContext,
  importContext,
  rm as removeContext,
  update as updateContext,
} from './context/edit.ts';
import { build } from './image/build.ts';
import { login, logout } from './login/login.ts';
import {
  connect,
  create as createNetwork,
  disconnect,
  ls as listNetworks,
  rm as removeNetwork,
} from './network/network.ts';
import { df } from './system/df.ts';
import { dialStdio } from './system/dial-stdio.ts';
import { events } from './system/events.ts';
import { info } from './system/info.ts';
import {
  pruneBuilder,
  pruneContainers,
  pruneImages,
  pruneNetworks,
  pruneSystem,
  pruneVolumes,
} from './system/prune.ts';
import {
  disable,
  enable,
  ls as listPlugins,
  push as pushPlugin,
  rm as removePlugin,
  set as setPlugin,
  upgrade,
} from './system/plugins.ts';
import { SWARM_HANDLERS } from './system/swarm.ts';
import { addSigner, annotateManifest, inspectTrust, noManifestList, revokeTrust, signTrust } from './system/trust.ts';
import { version } from './system/version.ts';
import {
  create as createVolume,
  ls as listVolumes,
  rm as removeVolume,
  update as updateVolume,
} from './volume/volume.ts';
import { history, importImage, push, search } from './image/details.ts';
import { load } from './image/load.ts';
import { ls as listImages } from './image/ls.ts';
import { pull } from './image/pull.ts';
import { rm as removeImage } from './image/rm.ts';
import { save } from './image/save.ts';
import { tag } from './image/tag.ts';
import {
  inspectAny,
  inspectContainer,
  inspectImage,
  inspectNetwork,
  inspectPlugin,
  inspectVolume,
} from './inspect/inspect.ts';
import type { Handler } from './session.ts';

export const HANDLERS: Readonly<Record<string, Handler>> = {
  ...SWARM_HANDLERS,
  'manifest annotate': annotateManifest,
  'manifest push': noManifestList,
  'manifest rm': noManifestList,
  'plugin disable': disable,
  'plugin enable': enable,
  'plugin ls': listPlugins,
  'plugin push': pushPlugin,
  'plugin rm': removePlugin,
  'plugin set': setPlugin,
  'plugin upgrade': upgrade,
  'trust inspect': inspectTrust,
  'trust revoke': revokeTrust,
  'trust sign': signTrust,
  'trust signer add': addSigner,
  'container attach': attach,
  'container commit': commit,
  'builder prune': pruneBuilder,
  'container cp': cp,
  'container create': create,
  'container prune': pruneContainers,
  'container stats': stats,
  'context create': createContext,
  'context export': exportContext,
  'context import': importContext,
  'context inspect': inspectContext,
  'context ls': listContexts,
  'context rm': removeContext,
  'context show': showContext,
  'context update': updateContext,
  'context use': useContext,
  'image build': build,
  'image prune': pruneImages,
  'network connect': connect,
  'network create': createNetwork,
  'network disconnect': disconnect,
  'network ls': listNetworks,
  'network prune': pruneNetworks,
  'network rm': removeNetwork,
  'system df': df,
  'system dial-stdio': dialStdio,
  'system events': events,
  'system info': info,
  'system prune': pruneSystem,
  'volume create': createVolume,
  'volume ls': listVolumes,
  'volume prune': pruneVolumes,
  'volume rm': removeVolume,
  'volume update': updateVolume,
  login,
  logout,
  version,
  'container diff': diff,
  'container exec': exec,
  'container export': exportContainer,
  'container inspect': inspectContainer,
  'container kill': kill,
  'container logs': logs,
  'container ls': listContainers,
  'container pause': pause,
  'container port': port,
  'container rename': rename,
  'container restart': restart,
  'container rm': removeContainer,
  'container run': run,
  'container start': start,
  'container stop': stop,
  'container top': top,
  'container unpause': unpause,
  'container update': update,
  'container wait': wait,
  'image history': history,
  'image import': importImage,
  'image inspect': inspectImage,
  'image load': load,
  'image ls': listImages,
  'image pull': pull,
  'image push': push,
  'image rm': removeImage,
  'image save': save,
  'image tag': tag,
  'network inspect': inspectNetwork,
  'plugin inspect': inspectPlugin,
  'volume inspect': inspectVolume,
  inspect: inspectAny,
  search,
};

/** What real Docker would do instead, by the first word of the command. */
export const INSTEAD: Readonly<Record<string, string>> = {
  checkpoint: 'save or restore the processes of a container',
  manifest: 'work on manifest lists in a registry',
  plugin: 'manage plugins of the engine',
  swarm: 'make this engine part of a swarm',
  trust: 'sign images and check their signatures',
};

/** The table of what the engine answers; operations that are missing here the server refuses by name. */
import type { Backend } from '../api/calls.ts';
import { imageBuild } from './build/build.ts';
import { buildPrune } from './build/prune.ts';
import {
  containerArchive,
  containerArchiveInfo,
  containerArchivePut,
  containerChanges,
  containerExport,
} from './containers/archive.ts';
import { containerAttach, containerAttachWebsocket } from './containers/attach.ts';
import { containerCreate } from './containers/create.ts';
import { containerDelete, containerPrune } from './containers/delete.ts';
import { containerInspect } from './containers/inspect.ts';
import { containerList } from './containers/list.ts';
import { containerLogs } from './containers/logs.ts';
import { containerPause, containerUnpause } from './containers/pause.ts';
import { containerRename } from './containers/rename.ts';
import { containerResize } from './containers/resize.ts';
import { containerStart } from './containers/start.ts';
import { containerStats } from './containers/stats.ts';
import { containerKill, containerRestart, containerStop } from './containers/stop.ts';
import { containerTop } from './containers/top.ts';
import { containerUpdate } from './containers/update.ts';
import { containerWait } from './containers/wait.ts';
import type { EngineContext } from './context.ts';
import { execCreate, execInspect, execResize, execStart } from './exec/exec.ts';
import { imageGet, imageGetAll, imageLoad } from './images/archive.ts';
import { imageCommit } from './images/commit.ts';
import { imageDelete, imagePrune } from './images/delete.ts';
import { imageCreate } from './images/pull.ts';
import { distributionInspect } from './images/distribution.ts';
import { imagePush } from './images/push.ts';
import { imageHistory, imageInspect, imageList } from './images/read.ts';
import { imageSearch } from './images/search.ts';
import { imageTag } from './images/tag.ts';
import { networkCreate } from './networks/create.ts';
import {
  networkConnect,
  networkDelete,
  networkDisconnect,
  networkInspect,
  networkList,
  networkPrune,
} from './networks/operations.ts';
import {
  systemAuth,
  systemDataUsage,
  systemEvents,
  systemInfo,
  systemPing,
  systemPingHead,
  systemVersion,
} from './system/system.ts';
import { noPlugin, pluginList } from './system/plugins.ts';
import { volumeCreate, volumeDelete, volumeInspect, volumeList, volumePrune } from './volumes/operations.ts';

export function createBackend(engine: EngineContext): Backend {
  return {
    containerList: (call) => containerList(engine, call),
    containerCreate: (call) => containerCreate(engine, call),
    containerInspect: (call) => containerInspect(engine, call),
    containerTop: (call) => containerTop(engine, call),
    containerLogs: (call) => containerLogs(engine, call),
    containerChanges: (call) => containerChanges(engine, call),
    containerExport: (call) => containerExport(engine, call),
    containerStats: (call) => containerStats(engine, call),
    containerResize: (call) => containerResize(engine, call),
    containerStart: (call) => containerStart(engine, call),
    containerStop: (call) => containerStop(engine, call),
    containerRestart: (call) => containerRestart(engine, call),
    containerKill: (call) => containerKill(engine, call),
    containerUpdate: (call) => containerUpdate(engine, call),
    containerRename: (call) => containerRename(engine, call),
    containerPause: (call) => containerPause(engine, call),
    containerUnpause: (call) => containerUnpause(engine, call),
    containerAttach: (call) => containerAttach(engine, call),
    containerAttachWebsocket: (call) => containerAttachWebsocket(engine, call),
    containerWait: (call) => containerWait(engine, call),
    containerDelete: (call) => containerDelete(engine, call),
    containerArchiveInfo: (call) => containerArchiveInfo(engine, call),
    containerArchive: (call) => containerArchive(engine, call),
    containerArchivePut: (call) => containerArchivePut(engine, call),
    containerPrune: (call) => containerPrune(engine, call),
    execCreate: (call) => execCreate(engine, call),
    execStart: (call) => execStart(engine, call),
    execResize: (call) => execResize(engine, call),
    execInspect: (call) => execInspect(engine, call),
    imageList: (call) => imageList(engine, call),
    imageCreate: (call) => imageCreate(engine, call),
    imageInspect: (call) => imageInspect(engine, call),
    imageHistory: (call) => imageHistory(engine, call),
    imagePush: (call) => imagePush(engine, call),
    imageSearch: (call) => imageSearch(engine, call),
    imageTag: (call) => imageTag(engine, call),
    imageDelete: (call) => imageDelete(engine, call),
    imagePrune: (call) => imagePrune(engine, call),
    imageBuild: (call) => imageBuild(engine, call),
    imageCommit: (call) => imageCommit(engine, call),
    imageGet: (call) => imageGet(engine, call),
    imageGetAll: (call) => imageGetAll(engine, call),
    imageLoad: (call) => imageLoad(engine, call),
    systemPing,
    systemPingHead,
    systemVersion: () => systemVersion(engine),
    systemInfo: () => systemInfo(engine),
    systemEvents: (call) => systemEvents(engine, call),
    systemDataUsage: (call) => systemDataUsage(engine, call),
    distributionInspect: (call) => distributionInspect(engine, call),
    systemAuth: (call) => systemAuth(engine, call),
    networkList: (call) => networkList(engine, call),
    networkInspect: (call) => networkInspect(engine, call),
    networkCreate: (call) => networkCreate(engine, call),
    networkDelete: (call) => networkDelete(engine, call),
    networkConnect: (call) => networkConnect(engine, call),
    networkDisconnect: (call) => networkDisconnect(engine, call),
    networkPrune: (call) => networkPrune(engine, call),
    volumeList: (call) => volumeList(engine, call),
    volumeInspect: (call) => volumeInspect(engine, call),
    volumeCreate: (call) => volumeCreate(engine, call),
    volumeDelete: (call) => volumeDelete(engine, call),
    volumePrune: (call) => volumePrune(engine, call),
    pluginList,
    pluginInspect: noPlugin,
    pluginDelete: noPlugin,
    pluginEnable: noPlugin,
    pluginDisable: noPlugin,
    pluginSet: noPlugin,
    pluginPush: noPlugin,
    buildPrune: (call) => buildPrune(engine, call),
  };
}

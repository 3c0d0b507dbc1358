/** INFO: the sections with facts that are known here. */
import type { Server } from './command.ts';

type Section = (server: Server) => readonly (readonly [name: string, value: string | number])[];

const human = (bytes: number) =>
  bytes < 1024 * 1024 ? `${(bytes / 1024).toFixed(2)}K` : `${(bytes / 1024 / 1024).toFixed(2)}M`;

/** A nearly empty Redis uses this much; what the values take is added. */
const BASE_BYTES = 876_024;

export function usedMemory({ databases }: Server): number {
  let bytes = BASE_BYTES;
  for (const db of databases) {
    for (const key of db.keys()) {
      const value = db.get(key);
      const size = value?.type === 'string' ? value.value.length : 64;
      bytes += 64 + key.length + size;
    }
  }
  return bytes;
}

const SECTIONS: Readonly<Record<string, Section>> = {
  Server: ({ sys, config, startedMs, runId }) => {
    const up = Math.floor((sys.now() - startedMs) / 1000);
    return [
      ['redis_version', '7.0.15'],
      ['redis_git_sha1', '00000000'],
      ['redis_git_dirty', 0],
      ['redis_mode', 'standalone'],
      ['os', `Linux ${sys.uname().release} x86_64`],
      ['arch_bits', 64],
      ['multiplexing_api', 'epoll'],
      ['process_id', sys.pid],
      ['process_supervised', 'no'],
      ['run_id', runId],
      ['tcp_port', config.get('port')],
      ['server_time_usec', Math.floor(sys.now() * 1000)],
      ['uptime_in_seconds', up],
      ['uptime_in_days', Math.floor(up / 86_400)],
      ['hz', 10],
      ['configured_hz', 10],
      ['config_file', config.file],
    ];
  },
  Clients: ({ clients, config }) => [
    ['connected_clients', clients.size],
    ['maxclients', config.get('maxclients')],
    ['blocked_clients', 0],
  ],
  Memory: (server) => {
    const used = usedMemory(server);
    return [
      ['used_memory', used],
      ['used_memory_human', human(used)],
      ['maxmemory', server.config.get('maxmemory')],
      ['maxmemory_human', `${server.config.get('maxmemory')}B`],
      ['maxmemory_policy', server.config.get('maxmemory-policy')],
    ];
  },
  Persistence: ({ stats, config }) => [
    ['loading', 0],
    ['rdb_changes_since_last_save', stats.dirty],
    ['rdb_bgsave_in_progress', 0],
    ['rdb_last_save_time', Math.floor(stats.lastSaveMs / 1000)],
    ['rdb_last_bgsave_status', 'ok'],
    ['aof_enabled', config.flag('appendonly') ? 1 : 0],
  ],
  Stats: ({ stats }) => [
    ['total_connections_received', stats.connections],
    ['total_commands_processed', stats.commands],
    ['keyspace_hits', stats.hits],
    ['keyspace_misses', stats.misses],
  ],
  Replication: () => [
    ['role', 'master'],
    ['connected_slaves', 0],
  ],
  CPU: ({ sys }) => {
    const own = sys.processes().find(({ pid }) => pid === sys.pid);
    return [['used_cpu_user', ((own?.cpuMs ?? 0) / 1000).toFixed(6)]];
  },
  Modules: () => [],
  Errorstats: () => [],
  Cluster: () => [['cluster_enabled', 0]],
  Keyspace: ({ databases }) =>
    databases.flatMap((db, index) => {
      const keys = db.size;
      return keys > 0 ? [[`db${index}`, `keys=${keys},expires=${db.expiring},avg_ttl=0`] as const] : [];
    }),
};

export function infoText(server: Server, asked: readonly string[]): string {
  const wanted = asked.map((name) => name.toLowerCase());
  const all = wanted.length === 0 || wanted.some((name) => /^(all|default|everything)$/.test(name));
  return Object.entries(SECTIONS)
    .filter(([name]) => all || wanted.includes(name.toLowerCase()))
    .map(
      ([name, section]) =>
        `# ${name}\r\n${section(server)
          .map(([key, value]) => `${key}:${value}\r\n`)
          .join('')}`,
    )
    .join('\r\n');
}

import type { ContainerSummary, PortSummary } from '../../api/types/container.ts';

export interface PublishedPort {
  /** On the learner's machine. */
  readonly outside: number;
  /** In the container. */
  readonly inside: number;
}

/** TCP ports that are published, each once: Docker lists them for IPv4 and IPv6. */
export function publishedPorts(ports: readonly PortSummary[]): readonly PublishedPort[] {
  const found = new Map<number, PublishedPort>();
  for (const { PublicPort, PrivatePort, Type } of ports) {
    if (PublicPort && Type === 'tcp') found.set(PublicPort, { outside: PublicPort, inside: PrivatePort });
  }
  return [...found.values()].sort((a, b) => a.outside - b.outside);
}

export function allPublished(containers: readonly ContainerSummary[]): readonly PublishedPort[] {
  return publishedPorts(containers.filter(({ State }) => State === 'running').flatMap(({ Ports }) => Ports));
}

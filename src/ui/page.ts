/** The page itself, once its code has come: what the visitor sees, and this tab's line to the worker. */
import { mount } from 'svelte';
import App from './App.svelte';
import { Connection } from './state/connection.svelte.ts';
import type { Lead } from './state/leader.ts';
import { handleOf } from './state/scripts.ts';

export function openPage(lead: Promise<Lead> | undefined): void {
  const connection = new Connection();
  connection.start(lead);
  // For the curious, in the browser's console: `await drydock.client.imageList()`, `await drydock.run('docker ps -a')`.
  Object.assign(window, { drydock: handleOf(connection) });
  const target = document.getElementById('app') as HTMLElement;
  target.replaceChildren();
  mount(App, { target, props: { connection } });
}

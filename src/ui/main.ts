import { mount } from 'svelte';
import App from './App.svelte';
import './page.css';
import { Connection } from './state/connection.svelte.ts';
import { handleOf } from './state/scripts.ts';

/** Inside a frame nothing starts: a page that a container serves must not reach the sandbox through one. */
if (window.top === window.self) {
  const connection = new Connection();
  connection.start();
  // For the curious, in the browser's console: `await drydock.client.imageList()`, `await drydock.run('docker ps -a')`.
  Object.assign(window, { drydock: handleOf(connection) });
  const target = document.getElementById('app') as HTMLElement;
  target.replaceChildren();
  mount(App, { target, props: { connection } });
}

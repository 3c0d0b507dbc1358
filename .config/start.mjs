// npm start: installs what is missing, builds the site when its sources are newer, and serves it.
import { ensurePackages, root } from './ensure.mjs';

ensurePackages();
const { buildSite } = await import('./build.mjs');
await buildSite();
const { preview } = await import('vite');
const server = await preview({
  root,
  preview: { port: Number(process.env.PORT ?? 4173), host: process.env.HOST ?? '127.0.0.1' },
});
server.printUrls();

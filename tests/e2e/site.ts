/** What page tests have in common: a way to run scripts on the machine, and a web server there for the preview. */
import type { Page } from '@playwright/test';
import type { Handle } from '../../src/ui/state/scripts.ts';

declare global {
  interface Window {
    drydock: Handle;
  }
}

/** Runs a script in a hidden shell; fails when it does. */
export async function onMachine(page: Page, script: string): Promise<string> {
  const { status, stdout, stderr } = await page.evaluate((text) => window.drydock.run(text), script);
  if (status !== 0) throw new Error(`${script}\nended with ${status}: ${stderr}`);
  return stdout;
}

/** nginx on the machine itself, listening on `port`, with these files: name to content. */
export async function serve(page: Page, port: number, files: Readonly<Record<string, string>>): Promise<void> {
  const root = `/tmp/site-${port}`;
  const writes = Object.entries(files).map(
    ([name, content]) => `base64 -d > ${root}/${name} <<'END'\n${btoa(content)}\nEND`,
  );
  const types = 'types { text/html html; text/css css; application/javascript js; application/json json; }';
  await onMachine(
    page,
    `mkdir -p ${root}
${writes.join('\n')}
head -c 256 /usr/bin/curl | sed 's/program=curl/program=nginx/' > ${root}/nginx
chmod +x ${root}/nginx
echo 'pid ${root}/pid; error_log stderr; events {} http { ${types} access_log off; server { listen ${port}; root ${root}; } }' > ${root}/conf
${root}/nginx -c ${root}/conf
for try in 1 2 3 4 5 6 7 8 9; do curl -sf localhost:${port}/ > /dev/null && exit 0; sleep 0.2; done
exit 1`,
  );
}

import { tool } from './lib/tool.ts';

export const usleep = tool({ name: 'usleep', usage: 'N', about: 'Pause for N microseconds' }, async (t) => {
  const [word] = t.operands;
  if (word === undefined) return t.usage('missing operand');
  if (!/^\d+$/.test(word)) return t.die(`invalid number '${word}'`);
  await t.sys.sleep(Number(word) / 1000);
});

/** tsort: an order in which every pair's first item comes before its second. */
import { eachInput } from './lib/each-input.ts';
import { tool } from './lib/tool.ts';

interface Item {
  readonly name: string;
  before: number;
  readonly after: Item[];
}

export const tsort = tool(
  { name: 'tsort', usage: '[FILE]', about: 'Write items in an order that agrees with the pairs of FILE' },
  async (t) => {
    if (t.operands.length > 1) return t.usage(`extra operand ${t.quote(t.operands[1] as string)}`);
    const path = t.operands[0] ?? '-';
    await eachInput(t, [path], async (input) => {
      const words = (await input.rest()).split(/[ \t\n]+/).filter(Boolean);
      if (words.length % 2) return t.die(`${path}: input contains an odd number of tokens`);
      const items = new Map<string, Item>();
      const item = (name: string) => {
        const known = items.get(name);
        if (known) return known;
        const made: Item = { name, before: 0, after: [] };
        items.set(name, made);
        return made;
      };
      for (let i = 0; i < words.length; i += 2) {
        const [a, b] = [item(words[i] as string), item(words[i + 1] as string)];
        if (a === b) continue;
        a.after.unshift(b);
        b.before++;
      }
      const left = new Set([...items.values()].sort((a, b) => (a.name < b.name ? -1 : 1)));
      while (left.size) {
        const ready = [...left].filter(({ before }) => before === 0);
        if (ready.length === 0) await breakLoop(left);
        for (let at = ready.shift(); at; at = ready.shift()) {
          left.delete(at);
          await t.out.raw(`${at.name}\n`);
          for (const next of at.after) if (--next.before === 0) ready.push(next);
        }
      }
      async function breakLoop(among: ReadonlySet<Item>): Promise<void> {
        const trail: Item[] = [];
        // Everything left waits for something: going from each to what it waits for has to come round.
        let at = [...among].find(({ before }) => before > 0) as Item;
        while (!trail.includes(at)) {
          trail.unshift(at);
          const waiting = at;
          at = [...among].find(({ after }) => after.includes(waiting)) as Item;
        }
        const found = trail.slice(0, trail.indexOf(at) + 1);
        const least = found.reduce((best, { name }, i) => (name < (found[best] as Item).name ? i : best), 0);
        const loop = [...found.slice(least), ...found.slice(0, least)];
        await t.warn(`${path}: input contains a loop:`);
        for (const { name } of loop) await t.err(`tsort: ${name}\n`);
        const [last, first] = [loop[loop.length - 1] as Item, loop[0] as Item];
        last.after.splice(last.after.indexOf(first), 1);
        first.before--;
      }
    });
  },
);

/**
 * Commands that come back while what they have started is still getting ready. A server listens a moment after its container runs:
 * a judgement made at once would tell a learner who has done all of it that nothing answers.
 */
const STARTS = [
  /\bdocker (?:container )?(?:run\b.* -(?:-detach\b|[a-z]*d)|start\b|restart\b)/,
  /\b(?:service \S+|systemctl) (?:start|restart)\b/,
  /&\s*$/,
];

export function startsService(commands: string): boolean {
  return commands.split('\n').some((line) => STARTS.some((start) => start.test(line)));
}

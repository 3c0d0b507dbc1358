/** What help says about commands and flags, in a line each. */
export const GROUP_TEXTS: Readonly<Record<string, string>> = {
  '': 'Build, ship and run containers',
};
export const COMMAND_TEXTS: Readonly<Record<string, string>> = {};

export function flagText(_command: string, flag: string): string {
  return flag;
}

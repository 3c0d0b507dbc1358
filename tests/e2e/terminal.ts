/** Drives the page as a learner does: types at the prompt and reads the screen. */
import { expect, type Locator, type Page } from '@playwright/test';

export class TerminalPage {
  readonly screen: Locator;

  constructor(readonly page: Page) {
    this.screen = page.locator('.screen.active .xterm-rows');
  }

  async open(): Promise<void> {
    await this.page.goto('./');
    await this.prompt();
  }

  /** Waits for a prompt on the last line that holds text. */
  async prompt(pattern = /\$ ?$/): Promise<void> {
    await expect.poll(() => this.lastLine(), { timeout: 60_000 }).toMatch(pattern);
  }

  async lines(): Promise<string[]> {
    const rows = await this.screen.locator('> div').allInnerTexts();
    return rows.map((row) => row.replace(/\u00a0/g, ' ').trimEnd());
  }

  async lastLine(): Promise<string> {
    return (await this.lines()).filter((line) => line !== '').at(-1) ?? '';
  }

  async text(): Promise<string> {
    return (await this.lines()).join('\n');
  }

  /** Types a line and Enter on the keyboard. */
  async type(line: string): Promise<void> {
    await this.page.keyboard.type(line);
    await this.page.keyboard.press('Enter');
  }

  /** Clears the screen, runs a command and answers what the screen shows once the prompt is back. */
  async run(command: string, prompt = /\$ ?$/): Promise<string> {
    const filled = async () => (await this.lines()).filter((line) => line !== '').length;
    await this.page.keyboard.press('Control+l');
    // The screen that was is not taken for the answer.
    await expect.poll(filled).toBe(1);
    await this.type(command);
    await expect.poll(filled, { timeout: 60_000 }).toBeGreaterThan(1);
    await this.prompt(prompt);
    return this.text();
  }
}

/** Does lessons in the page as learners do: reads the commands that a step shows, and clicks, taps or types them. */
import { expect, type Locator, type Page } from '@playwright/test';
import { TerminalPage } from './terminal.ts';

/** At a prompt of the machine or of a container. */
const PROMPT = /[$#] ?$/;

export class LessonPage {
  readonly terminal: TerminalPage;

  constructor(readonly page: Page) {
    this.terminal = new TerminalPage(page);
  }

  async begin(id: string): Promise<void> {
    await this.page.goto(`./#/lesson/${id}`);
    await this.terminal.prompt();
    await this.page.getByRole('button', { name: /^(Start|開始)$/ }).click();
    await expect(this.page.locator('.steps .current')).toBeVisible({ timeout: 30_000 });
    await this.terminal.prompt();
  }

  step(id: string): Locator {
    return this.page.locator(`[data-step="${id}"]`);
  }

  /** The commands of a step in order, as this learner reads them. */
  async commands(id: string): Promise<readonly string[]> {
    const lines = this.step(id).locator('.prose [data-command]');
    await expect(lines.first()).toBeVisible({ timeout: 30_000 });
    return lines.evaluateAll((all) => all.map((line) => (line as HTMLElement).dataset.command as string));
  }

  async click(id: string): Promise<void> {
    for (const [i] of (await this.commands(id)).entries()) {
      await this.page.keyboard.press('Control+l');
      await this.step(id).locator('.prose [data-command]').nth(i).click();
      await this.ended();
    }
  }

  async type(id: string): Promise<void> {
    for (const command of await this.commands(id)) await this.terminal.run(command, PROMPT);
  }

  /** The command that was just given has ended: its line stands above a new prompt. */
  async ended(): Promise<void> {
    await expect.poll(this.#filled, { timeout: 60_000 }).toBeGreaterThan(1);
    await this.terminal.prompt(PROMPT);
  }

  readonly #filled = async () => (await this.terminal.lines()).filter((line) => line !== '').length;

  async done(id: string): Promise<void> {
    await expect(this.page.locator(`[data-step="${id}"][data-done="true"]`)).toHaveCount(1, { timeout: 30_000 });
  }

  async finished(): Promise<void> {
    await expect(this.page.locator('.ending')).toBeVisible();
  }
}

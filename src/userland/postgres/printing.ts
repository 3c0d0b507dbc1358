/** How results are shown: what `\pset` and its short forms change. */
import type { PrintOptions } from './print-table.ts';

export class Printing {
  format: PrintOptions['format'] = 'aligned';
  expanded: 'on' | 'off' | 'auto' = 'off';
  tuplesOnly = false;
  footer = true;
  separator = '|';
  recordSeparator = '\n';
  null = '';
  border = 1;
  title: string | undefined;

  options(expanded = this.expanded === 'on'): PrintOptions {
    const { format, tuplesOnly, footer, recordSeparator, border } = this;
    return {
      format,
      expanded,
      tuplesOnly,
      footer,
      separator: this.separator,
      recordSeparator,
      null: this.null,
      border,
    };
  }

  /** What is told of the change; an error's text when there is no such option or value. */
  set(name: string, value: string | undefined): { readonly told: string } | { readonly error: string } {
    const flag = (old: boolean) => (value === undefined ? !old : /^(on|true|yes|1)$/i.test(value));
    switch (name) {
      case 'format':
        if (value !== undefined && !/^(aligned|unaligned|csv)$/.test(value))
          return { error: `\\pset: the format "${value}" is not simulated in Drydock; aligned, unaligned and csv are` };
        this.format = (value ?? this.format) as PrintOptions['format'];
        return { told: `Output format is ${this.format}.` };
      case 'expanded':
      case 'x':
        if (value === 'auto') this.expanded = 'auto';
        else this.expanded = flag(this.expanded !== 'off') ? 'on' : 'off';
        return {
          told:
            this.expanded === 'auto'
              ? 'Expanded display is used automatically.'
              : `Expanded display is ${this.expanded}.`,
        };
      case 'tuples_only':
      case 't':
        this.tuplesOnly = flag(this.tuplesOnly);
        return { told: `Tuples only is ${this.tuplesOnly ? 'on' : 'off'}.` };
      case 'footer':
        this.footer = flag(this.footer);
        return { told: `Default footer is ${this.footer ? 'on' : 'off'}.` };
      case 'fieldsep':
        this.separator = value ?? this.separator;
        return { told: `Field separator is "${this.separator}".` };
      case 'recordsep':
        this.recordSeparator = value ?? this.recordSeparator;
        return {
          told: `Record separator is ${this.recordSeparator === '\n' ? '<newline>' : `"${this.recordSeparator}"`}.`,
        };
      case 'null':
        this.null = value ?? this.null;
        return { told: `Null display is "${this.null}".` };
      case 'border':
        this.border = value === undefined ? this.border : Number(value);
        return { told: `Border style is ${this.border}.` };
      case 'title':
        this.title = value;
        return { told: value === undefined ? 'Title is unset.' : `Title is "${value}".` };
      case 'pager':
        return { told: 'Pager is always off in Drydock.' };
      default:
        return { error: `\\pset: unknown option: ${name}` };
    }
  }
}

/**
 * Commands of solution.sh and wrong.sh, run as if they had been typed one after the other: state and variables last from
 * one to the next, and each is recorded with its status, as `$HISTORY` wants it. The work is done by a bash script, so
 * that it is the same beside a real engine.
 */
import type { TypedCommand } from '../history.ts';
import { scriptOptions, type ScriptContext, type ScriptRunner } from '../judge.ts';
import { fill } from '../variables.ts';

export interface TypedOutcome {
  readonly history: readonly TypedCommand[];
  /** Commands whose status was not the one meant: another than 0, or 0 where the line ends in `# fails`. */
  readonly surprises: readonly TypedCommand[];
  readonly stderr: string;
}

/** Words that differ from learner to learner are filled in, as they are in what a learner reads and types. */
export async function runTyped(commands: string, run: ScriptRunner, context: ScriptContext): Promise<TypedOutcome> {
  const { variables } = scriptOptions(context);
  const { stdout, stderr } = await run(DRIVER, {
    variables: { ...variables, typed_commands: fill(commands, context.values) },
  });
  const records = stdout.split('\0').slice(0, -1);
  const history = records.map((record): TypedCommand => {
    const space = record.indexOf(' ');
    return { status: Number(record.slice(0, space)), command: record.slice(space + 1).trim(), prompt: '$' };
  });
  const surprises = history.filter(({ command, status }) => (status !== 0) !== /# fails$/.test(command));
  return { history: history.map(withoutNote), surprises: surprises.map(withoutNote), stderr };
}

function withoutNote(typed: TypedCommand): TypedCommand {
  return { ...typed, command: typed.command.replace(/\s*# fails$/, '') };
}

/**
 * Lines are gathered until they make a whole command: until a function with them for a body can be read. What the commands
 * write to stdout is dropped; the records take its place. They come as a variable, so that the driver is the same text each time.
 */
const DRIVER = `exec 9>&1 >/dev/null
export -n typed_commands
typed_unit=
typed_flush() {
  case $typed_unit in *[![:space:]]*) ;; *) typed_unit=; return ;; esac
  eval "$typed_unit"
  printf '%s %s\\0' "$?" "$typed_unit" >&9
  typed_unit=
}
while [ "$typed_commands" ]; do
  typed_line=\${typed_commands%%$'\\n'*}
  typed_commands=\${typed_commands:\${#typed_line}+1}
  case $typed_unit$typed_line in '#'*) continue ;; esac
  typed_unit="$typed_unit$typed_line"
  case $typed_line in
    *\\\\) typed_unit="$typed_unit
"; continue ;;
  esac
  if eval "typed_probe() { $typed_unit
}" 2>/dev/null; then typed_flush; else typed_unit="$typed_unit
"; fi
done
typed_flush
`;

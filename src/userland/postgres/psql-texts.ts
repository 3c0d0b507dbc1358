/** What psql tells of itself. */
export const PSQL_VERSION = '18.7';

export const PSQL_HELP = `psql is the PostgreSQL interactive terminal.

Usage:
  psql [OPTION]... [DBNAME [USERNAME]]

What to do:
  -c, --command=COMMAND    run one command, SQL or a backslash command, and exit
  -d, --dbname=DBNAME      database to connect to
  -f, --file=FILENAME      run the commands of a file and exit
  -l, --list               list the databases and exit
  -v, --set=, --variable=NAME=VALUE
                           set a variable (e.g. -v ON_ERROR_STOP=1)
  -V, --version            show the version and exit
  -X, --no-psqlrc          do not read ~/.psqlrc
  -1, --single-transaction run everything in one transaction

How it is shown:
  -a, -b, -e               echo all lines, failed statements, or what is sent
  -o, --output=FILENAME    send results to a file
  -q, --quiet              results only
  -A, --no-align           unaligned output
      --csv                comma-separated values
  -F, --field-separator=STRING, -R, --record-separator=STRING
  -P, --pset=VAR[=ARG]     set a printing option
  -t, --tuples-only        rows only
  -x, --expanded           expanded output

Where to connect:
  -h, --host=HOSTNAME      host, or directory of the socket
  -p, --port=PORT          port
  -U, --username=USERNAME  role
  -w, --no-password        never ask for a password
  -W, --password           ask for a password before connecting

Other options of psql are not simulated in Drydock.
`;

export const COMMANDS_HELP = `General
  \\g, \\gx                 run what is in the buffer; \\gx expanded
  \\q                      leave psql
  \\watch                  is not simulated in Drydock

Buffer
  \\p                      show the buffer
  \\r                      clear it

Input and output
  \\copy ...               COPY with a file of this machine
  \\echo [-n] TEXT         write to standard output
  \\i FILE                 run the commands of a file
  \\o [FILE]               send results to a file

Information (S = system objects too, + = more)
  \\d[S+] [NAME]           relations, or one of them
  \\d[tvmisE][S+] [NAME]   tables, views, materialized views, indexes, sequences, foreign tables
  \\df[S] [NAME]           functions
  \\dn[S] [NAME]           schemas
  \\du, \\dg [NAME]         roles
  \\dx [NAME]              extensions
  \\l[+] [NAME]            databases

Formatting
  \\a                      unaligned or aligned
  \\pset [NAME [VALUE]]    printing options
  \\t [on|off]             rows only
  \\x [on|off|auto]        expanded output

Connection
  \\c [DBNAME [USER [HOST [PORT]]]]
  \\conninfo               what this connection is
  \\password [USERNAME]    change a password

Variables and the system
  \\set [NAME [VALUE]], \\unset NAME
  \\timing [on|off]        time of each statement
  \\! [COMMAND]            run a command in a shell
`;

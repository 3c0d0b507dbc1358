/** What `curl --version` and `curl --help` print. */
export const VERSION = `curl 7.88.1 (x86_64-pc-linux-gnu) libcurl/7.88.1 OpenSSL/3.0.22 zlib/1.2.13
Release-Date: 2023-02-20, as simulated by Drydock
Protocols: http https
Features: HTTPS-proxy IPv6 Largefile libz SSL UnixSockets
`;

export const HELP = `Usage: curl [options...] <url>
 -d, --data <data>          Send data in a POST request
 -f, --fail                 On an HTTP error print nothing and fail
 -h, --help <category>      This text
 -H, --header <header>      Add a header to the request
 -i, --include              Print the answer's headers too
 -I, --head                 Print the headers only
 -k, --insecure             Take any certificate
 -L, --location             Follow redirects
 -m, --max-time <seconds>   Give up after this time
 -o, --output <file>        Write to a file instead of standard output
 -O, --remote-name          Write to a file named as the remote one
 -s, --silent               Print neither progress nor errors
 -S, --show-error           Print errors although silent
 -T, --upload-file <file>   Send a file
 -u, --user <user:password> Log in
 -v, --verbose              Tell what happens on the connection
 -V, --version              Print the version
 -w, --write-out <format>   Print facts about the transfer at the end
 -X, --request <method>     Use this request method

Options that Drydock does not simulate say so when they are used.
`;

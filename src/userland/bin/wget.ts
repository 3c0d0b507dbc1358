/** wget: GNU's, and busybox's applet. */
import { optionError } from './wget/option-error.ts';
import { tool } from './lib/tool.ts';
import { busyboxWget } from './wget/busybox.ts';
import { GnuWget } from './wget/gnu.ts';

const OPTIONS = `
  a|append-output=- b|background!- body-data=- body-file=- c|continue ca-certificate=- connect-timeout=- content-disposition-
  d|debug!- F|force-html!- header= H|span-hosts!- http-password=- http-user=- i|input-file=- j|relative!- k|convert-links!-
  l|level=!- limit-rate=- m|mirror!- max-redirect=- method=- N|timestamping- n=- no-cache- no-check-certificate no-clobber-
  no-config- no-cookies- no-directories- no-hsts- no-proxy- no-use-server-timestamps- no-verbose- o|output-file= O|output-document=
  p|page-requisites!- P|directory-prefix= passive-ftp password=- post-data= post-file= progress=- q|quiet Q|quota=!-
  r|recursive!- random-wait- read-timeout=- retry-connrefused- S|server-response show-progress- spider t|tries=-
  T|timeout= U|user-agent= user=- v|verbose- w|wait=- waitretry=- x|force-directories- no-host-directories- protocol-directories- cut-dirs=- referer=- auth-no-challenge- base=- save-headers- content-on-error-
  retry-on-http-error=- trust-server-names- unlink- default-page=- restrict-file-names=- Y= 4|inet4-only- 6|inet6-only-
  secure-protocol=- ciphers=- https-only- compression=- dns-timeout=- h
`;

export const wget = tool(
  {
    name: 'wget',
    usage: '[OPTION]... [URL]...',
    about: 'Retrieve files via HTTP',
    options: OPTIONS,
    usageStatus: 2,
    from: 'GNU Wget 1.21.3',
    optionError,
  },
  (t) => {
    t.sys.signal('PIPE', 'ignore');
    return t.busybox ? busyboxWget(t, t.sys) : new GnuWget(t, t.sys).run();
  },
);

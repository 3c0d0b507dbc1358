/** A transfer failed: libcurl's number, which is curl's exit status, and its message. */
export class CurlError extends Error {
  override name = 'CurlError';
  constructor(
    readonly code: number,
    message: string,
    /** Said after the message, as about certificates. */
    readonly advice = '',
  ) {
    super(message);
  }
}

export const CERTIFICATE_ADVICE = `More details here: https://curl.se/docs/sslcerts.html

curl failed to verify the legitimacy of the server and therefore could not
establish a secure connection to it. To learn more about this situation and
how to fix it, please visit the web page mentioned above.
`;

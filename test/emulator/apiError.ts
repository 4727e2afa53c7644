/** An answer other than 200; thrown by handlers. The body is sent as it is. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly body: Record<string, unknown>,
  ) {
    super(`${status} ${JSON.stringify(body)}`);
  }
}

export const refusal = (status: number, error: string): ApiError => new ApiError(status, { error });

/** The server's response to nearly every bad body and to its own errors. It names no field. */
export const vague = (): ApiError => refusal(400, 'Something went wrong, please try again later!');

/** A response other than 200, thrown by handlers. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly body: Record<string, unknown>,
  ) {
    super(`${status} ${JSON.stringify(body)}`);
  }
}

export const refusal = (status: number, error: string): ApiError => new ApiError(status, { error });

/** The "vague 400": the server's response to nearly every invalid body and to its own errors. It names no field. */
export const vague = (): ApiError => refusal(400, 'Something went wrong, please try again later!');

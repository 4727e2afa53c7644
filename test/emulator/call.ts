import { Router, type Request, type Response } from 'express';
import type { Account } from './account';
import { ApiError, refusal, vague } from './apiError';
import type { Deployment } from './deployment';
import { isObject, type Json } from './json';

/** A request with a valid token. */
export interface Call {
  readonly account: Account;
  readonly deployment: Deployment;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, unknown>>;
  /** `{}` when there was no JSON body. */
  readonly body: Json;
}

/** Returned by a handler that never responds. */
export const NO_ANSWER = Symbol('no answer');

/** Returns the body of a 200, or throws an `ApiError`. Any other error becomes the vague 400. */
export type Handler = (call: Call) => object | typeof NO_ANSWER;

type Method = 'get' | 'post' | 'put' | 'delete';

/** The API's routes. Each checks the token first. */
export class Routes {
  readonly router = Router();

  constructor(private readonly deployment: Deployment) {}

  /** `wrongToken` is the text of the 405. */
  add(method: Method, path: string, handler: Handler, wrongToken = 'Invalid API Token!'): void {
    this.router[method](path, (request: Request, response: Response) => {
      try {
        const answer = handler(this.#call(request, wrongToken));
        if (answer !== NO_ANSWER) response.json(answer);
      } catch (error) {
        const { status, body } = error instanceof ApiError ? error : vague();
        response.status(status).json(body);
      }
    });
  }

  #call(request: Request, wrongToken: string): Call {
    const { deployment } = this;
    const token = request.header('x-api-token') ?? '';
    if (token === '') throw refusal(400, 'Please Provide API Token');
    const account = deployment.accountByToken(token);
    if (!account) throw refusal(405, wrongToken);
    const params = request.params as Record<string, string>;
    if (Object.values(params).some((value) => value.includes('\0'))) throw vague();
    const body: unknown = request.body;
    return { account, deployment, params, query: request.query, body: isObject(body) ? body : {} };
  }
}

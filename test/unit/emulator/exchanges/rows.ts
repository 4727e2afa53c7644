import type { Exchange } from '../exchange';

export const get = (name: string, path: string, status: number, body: unknown): Exchange => ({
  name,
  method: 'GET',
  path,
  status,
  body,
});

export const send = (
  name: string,
  method: string,
  path: string,
  sent: unknown,
  status: number,
  body: unknown,
): Exchange => ({
  name,
  method,
  path,
  ask: { body: sent },
  status,
  body,
});

export const VAGUE = { error: 'Something went wrong, please try again later!' };

export const DATES = { createdAt: '<date>', updatedAt: '<date>' };

export const SENT = 'Document sent successfully!';

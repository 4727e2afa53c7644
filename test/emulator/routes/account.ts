import { refusal } from '../apiError';
import type { Call, Routes } from '../call';
import { isString, optional, present } from '../json';

export function addAccountRoutes(routes: Routes, { onlyV1Routes }: { onlyV1Routes: boolean }): void {
  routes.add('get', '/getuser', ({ account }) => {
    if (!account.profile) throw refusal(404, 'User not found!');
    const { id, name, email, phone, jobTitle, company, createdAt } = account;
    return present({ objectId: id, name, email, phone, jobTitle, company, createdAt, updatedAt: createdAt });
  });
  if (!onlyV1Routes) routes.add('get', '/getcredits', credits);
  routes.add('get', '/webhook', getWebhook);
  routes.add('post', '/webhook', setWebhook);
  routes.add('delete', '/webhook', (call) => {
    requireUser(call);
    call.account.webhookUrl = undefined;
    return { result: 'Webhook deleted successfully!' };
  });
}

function credits({ account }: Call): object {
  if (!account.subscription) throw refusal(400, 'Subscription not found!');
  const now = new Date();
  const renewal = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 1));
  return {
    plan_credits: account.planCredits,
    addon_credits: account.addonCredits,
    total_credits: account.credits,
    renewal_date: renewal,
  };
}

function requireUser({ account }: Call): void {
  if (!account.profile) throw refusal(404, 'User not found!');
}

function getWebhook(call: Call): object {
  requireUser(call);
  const { account, deployment } = call;
  if (account.webhookUrl !== undefined) return { webhook: account.webhookUrl };
  if (deployment.settings.quirks.webhookNoneIs404) throw refusal(404, 'User not found!');
  return {};
}

function setWebhook(call: Call): object {
  requireUser(call);
  const url = optional(call.body, 'url', isString);
  if (url && url === call.account.webhookUrl) throw refusal(401, 'Webhook url already exists!');
  if (url !== undefined) call.account.webhookUrl = url || undefined;
  return { result: 'Webhook updated successfully!' };
}

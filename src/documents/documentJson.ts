import type * as vscode from 'vscode';
import type { EnvironmentName } from '../api/environmentName';
import { OpenSignError, type ErrorKind } from '../api/errors';
import { readFrom } from '../environment/active';
import { errorText, showErrorText } from '../ui/errorMessage';
import { l10n } from '../ui/l10n';
import { environmentName } from '../ui/names';
import { titleOf } from '../ui/title';
import { VirtualJson, type JsonReaders } from '../objects/virtualJson';
import type { DocumentsContext } from './documentsContext';
import { anyState, notDraft, targetOf, type Allowed } from './documentTarget';

type Kind = 'document' | 'formdata' | 'signerips';

const readers: JsonReaders<Kind> = {
  document: ({ documents }, id, signal) => documents.getJson(id, signal),
  formdata: ({ documents }, id, signal) => documents.formData(id, signal),
  signerips: ({ documents }, id, signal) => documents.signerIps(id, signal),
};

/** What a plan that does not include something may be answered with: nothing of it is documented. */
const refusals: readonly ErrorKind[] = ['invalidRequest', 'subscription', 'quota', 'conflict'];

/** What the server tells of a document, as read-only JSON. */
export class DocumentJson implements vscode.Disposable {
  private readonly virtual: VirtualJson<Kind>;

  constructor(private readonly context: DocumentsContext) {
    this.virtual = new VirtualJson('opensign-document', context.environments, readers);
  }

  dispose(): void {
    this.virtual.dispose();
  }

  /** Reads the open editors of a document again. */
  refresh(environment: EnvironmentName, id: string): void {
    this.virtual.refresh(environment, id);
  }

  async showDocument(args: readonly unknown[]): Promise<void> {
    await this.show('document', args, l10n.t('Show Document JSON'), anyState);
  }

  async showFormData(args: readonly unknown[]): Promise<void> {
    await this.show('formdata', args, l10n.t('Show Form Data'), notDraft);
  }

  async showSignerIps(args: readonly unknown[]): Promise<void> {
    await this.show('signerips', args, l10n.t('Show IP Addresses of Signers'), notDraft);
  }

  private async show(kind: Kind, args: readonly unknown[], purpose: string, allowed: Allowed): Promise<void> {
    const target = await targetOf(this.context, args, purpose, allowed);
    if (target === undefined) {
      return;
    }
    const { environment, document } = target;
    const where = environmentName(environment);
    const title = l10n.t('Reading “{0}” from {1}…', titleOf(document), where);
    try {
      const json = await readFrom(this.context.environments, environment, title, (client, signal) =>
        readers[kind](client, document.id, signal),
      );
      await this.virtual.show(kind, { environment, ...document }, json);
    } catch (error) {
      if (kind === 'document' || !(error instanceof OpenSignError) || !refusals.includes(error.kind)) {
        throw error;
      }
      const message = l10n.t(
        'OpenSign refused this for “{0}”. Form data and IP addresses of signers belong to the Teams and Enterprise plans.',
        titleOf(document),
      );
      // The button that leads to the plans.
      await showErrorText({ ...errorText(new OpenSignError('subscription', { environment })), message });
    }
  }
}

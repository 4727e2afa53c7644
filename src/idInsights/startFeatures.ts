import * as vscode from 'vscode';
import { Disposables } from '../ui/disposables';
import { CodeDiagnostics } from './codeDiagnostics';
import type { FeatureContext } from './insightsContext';
import { IdHover } from './idHover';
import { IdLenses } from './idLenses';
import { QuickFixes } from './quickFixes';
import type { Switches } from './switches';
import { completionTriggers, TemplateCompletion } from './templateCompletion';

/** Every text; which ones are looked at is decided for each. */
const everywhere: vscode.DocumentSelector = '*';

/** Registers what is switched on, and nothing else. */
export function startFeatures(context: FeatureContext, switches: Switches): vscode.Disposable {
  const owned = new Disposables();
  const { languages } = vscode;
  if (switches.has('hover')) {
    owned.add(languages.registerHoverProvider(everywhere, new IdHover(context)));
  }
  if (switches.has('wrongEnvironmentId') || switches.has('hardCodedToken') || switches.has('hostMismatch')) {
    const diagnostics = owned.add(new CodeDiagnostics(context, switches));
    const fixes = new QuickFixes(context, diagnostics);
    owned.add(languages.registerCodeActionsProvider(everywhere, fixes, QuickFixes.metadata));
  }
  if (switches.has('completion')) {
    const completion = new TemplateCompletion(context);
    owned.add(languages.registerCompletionItemProvider(everywhere, completion, ...completionTriggers));
  }
  if (switches.has('codeLens')) {
    const lenses = owned.add(new IdLenses(context));
    owned.add(languages.registerCodeLensProvider(everywhere, lenses));
  }
  return owned;
}

/** Something that a tool does not do. The message is for the model, so it is not translated. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
}

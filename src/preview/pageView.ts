import { TextLayer, type PDFDocumentProxy, type PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** Most pixels that are drawn for one page at any zoom: browsers fail with more. */
const maxCanvasPixels = 4096 * 4096;

/** One page: a frame of the right size, with a drawing while it is visible. */
export class PageView {
  readonly element = document.createElement('div');
  private scale = 1;
  private drawing: { readonly scale: number; cancel(): void } | undefined;

  /** `size`, in PDF points, is an estimate until the page is read. */
  constructor(
    private readonly source: PDFDocumentProxy,
    readonly number: number,
    private size: { readonly width: number; readonly height: number },
    label: string,
    private readonly failure: string,
  ) {
    this.element.className = 'page';
    this.element.role = 'group';
    this.element.setAttribute('aria-label', label);
  }

  /** True until drawing was tried at the current scale. */
  get needsDrawing(): boolean {
    return this.drawing?.scale !== this.scale;
  }

  /** Resizes the page for this scale. The old drawing is stretched until the page is drawn again. */
  layout(scale: number): void {
    if (scale !== this.scale) {
      this.drawing?.cancel();
      this.scale = scale;
    }
    this.element.style.width = `${String(Math.floor(this.size.width * scale))}px`;
    this.element.style.height = `${String(Math.floor(this.size.height * scale))}px`;
    this.element.style.setProperty('--total-scale-factor', String(scale));
  }

  /** Draws the page at its current scale. Never rejects. */
  async draw(): Promise<void> {
    const { scale } = this;
    const stop = new AbortController();
    this.drawing = { scale, cancel: () => stop.abort() };
    try {
      const page = await this.source.getPage(this.number);
      this.resize(page);
      await this.paint(page, scale, stop.signal);
    } catch {
      if (!stop.signal.aborted) {
        this.fail();
      }
    }
  }

  /** Frees the memory of the drawing. */
  release(): void {
    this.drawing?.cancel();
    this.drawing = undefined;
    this.element.replaceChildren();
  }

  private resize(page: PDFPageProxy): void {
    const { width, height } = page.getViewport({ scale: 1 });
    if (width !== this.size.width || height !== this.size.height) {
      this.size = { width, height };
      this.layout(this.scale);
    }
  }

  private async paint(page: PDFPageProxy, scale: number, signal: AbortSignal): Promise<void> {
    const viewport = page.getViewport({ scale });
    const { width, height } = viewport;
    const sharpness = Math.min(window.devicePixelRatio, Math.sqrt(maxCanvasPixels / (width * height)));
    const canvas = document.createElement('canvas');
    canvas.width = Math.max(1, Math.floor(width * sharpness));
    canvas.height = Math.max(1, Math.floor(height * sharpness));
    const painting = page.render({ canvas, viewport, transform: [sharpness, 0, 0, sharpness, 0, 0] });
    const layer = document.createElement('div');
    layer.className = 'textLayer';
    const text = new TextLayer({ textContentSource: page.streamTextContent(), container: layer, viewport });
    signal.addEventListener('abort', () => {
      painting.cancel();
      text.cancel();
    });
    await painting.promise;
    if (!signal.aborted) {
      this.element.replaceChildren(canvas, layer);
    }
    await text.render();
    page.cleanup();
  }

  private fail(): void {
    const message = document.createElement('p');
    message.textContent = this.failure;
    this.element.replaceChildren(message);
  }
}

import { TextLayer, type PDFDocumentProxy, type PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** More pixels than this are not drawn for one page, however far one zooms in: browsers give up beyond. */
const maxCanvasPixels = 4096 * 4096;

/** Width and height in PDF points. */
export interface PageSize {
  readonly width: number;
  readonly height: number;
}

/** One page: a frame of the right size, and what is drawn in it while it is in sight. */
export class PageView {
  readonly element = document.createElement('div');
  private scale = 1;
  private drawing: { readonly scale: number; cancel(): void } | undefined;

  /** `size` is a guess until the page is read. */
  constructor(
    private readonly source: PDFDocumentProxy,
    readonly number: number,
    private size: PageSize,
    label: string,
    private readonly failure: string,
  ) {
    this.element.className = 'page';
    this.element.role = 'group';
    this.element.setAttribute('aria-label', label);
  }

  /** True until it was drawn, or tried to be, at its present scale. */
  get needsDrawing(): boolean {
    return this.drawing?.scale !== this.scale;
  }

  /** Takes the size for this scale. What is drawn stays, stretched, until it is drawn anew. */
  layout(scale: number): void {
    if (scale !== this.scale) {
      this.drawing?.cancel();
      this.scale = scale;
    }
    this.element.style.width = `${String(Math.floor(this.size.width * scale))}px`;
    this.element.style.height = `${String(Math.floor(this.size.height * scale))}px`;
    this.element.style.setProperty('--total-scale-factor', String(scale));
  }

  /** Draws the page at its present scale. Never rejects. */
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

  /** Gives back the memory of what was drawn. */
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
    const words = document.createElement('p');
    words.textContent = this.failure;
    this.element.replaceChildren(words);
  }
}

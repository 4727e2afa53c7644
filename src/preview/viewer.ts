import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { PreviewTexts } from './previews';
import { PageView } from './pageView';

/** CSS pixels in a PDF point at 100%. */
const pixelsPerPoint = 96 / 72;
const zooms = [0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3, 4, 5];
/** Space next to the pages, scroll bar included, in CSS pixels. */
const margin = 40;

/** The reader's position, which VS Code keeps while the page is hidden. */
export interface Position {
  /** Undefined: as wide as the editor. */
  readonly zoom: number | undefined;
  /** A page, and how far down in it; page 2.5 is the middle of page 2. */
  readonly at: number;
}

/** All pages of a document below each other. Draws only the visible ones and their neighbors. */
export class Viewer {
  private readonly pages: PageView[] = [];
  private readonly byElement = new Map<Element, PageView>();
  private readonly visible = new Set<PageView>();
  private readonly observer: IntersectionObserver;
  private zoom: number | undefined;
  private width = 612;
  private working = false;

  constructor(
    private readonly container: HTMLElement,
    private readonly texts: PreviewTexts,
    private readonly onMove: () => void,
  ) {
    // Draws one screen above and below ahead.
    const options = { root: container, rootMargin: '100% 0px' };
    this.observer = new IntersectionObserver((entries) => this.onIntersection(entries), options);
    new ResizeObserver(() => this.layout()).observe(container);
    container.addEventListener('scroll', onMove);
  }

  get count(): number {
    return this.pages.length;
  }

  /** In percent. */
  get percent(): number {
    return Math.round(this.scale * 100);
  }

  /** The page at a third of the height, which is probably the one being read. */
  get current(): number {
    return this.pageAt(this.container.scrollTop + this.container.clientHeight / 3)?.number ?? 1;
  }

  get position(): Position {
    const top = this.container.scrollTop;
    const page = this.pageAt(top + margin);
    if (page === undefined) {
      return { zoom: this.zoom, at: 1 };
    }
    const { offsetTop, offsetHeight } = page.element;
    const part = Math.min(0.999, Math.max(0, (top - offsetTop) / offsetHeight));
    return { zoom: this.zoom, at: page.number + part };
  }

  async show(document: PDFDocumentProxy, position: Position): Promise<void> {
    this.clear();
    const first = (await document.getPage(1)).getViewport({ scale: 1 });
    this.width = first.width;
    this.zoom = position.zoom;
    for (let number = 1; number <= document.numPages; number++) {
      const label = fill(this.texts.page, number, document.numPages);
      const failure = fill(this.texts.pageFailed, number);
      // Most documents have pages of one size; others are fixed when they are read.
      const page = new PageView(document, number, first, label, failure);
      this.pages.push(page);
      this.byElement.set(page.element, page);
    }
    this.container.replaceChildren(...this.pages.map(({ element }) => element));
    this.place();
    this.goTo(position.at);
    for (const { element } of this.pages) {
      this.observer.observe(element);
    }
  }

  clear(): void {
    this.observer.disconnect();
    this.visible.clear();
    for (const page of this.pages.splice(0)) {
      page.release();
    }
    this.byElement.clear();
    this.container.replaceChildren();
  }

  /** Scrolls to a page, or to a place in it. */
  goTo(at: number): void {
    const number = Math.min(this.count, Math.max(1, Math.floor(at)));
    const element = this.pages[number - 1]?.element;
    if (element !== undefined) {
      const part = at - Math.floor(at);
      this.container.scrollTop =
        element.offsetTop - (part === 0 ? margin / 4 : 0) + part * element.offsetHeight;
    }
  }

  zoomIn(): void {
    this.setZoom(zooms.find((zoom) => zoom > this.scale + 0.005) ?? this.scale);
  }

  zoomOut(): void {
    this.setZoom(zooms.findLast((zoom) => zoom < this.scale - 0.005) ?? this.scale);
  }

  fitWidth(): void {
    this.setZoom(undefined);
  }

  private pageAt(height: number): PageView | undefined {
    return this.pages.findLast(({ element }) => element.offsetTop <= height) ?? this.pages[0];
  }

  private get scale(): number {
    const fitting = (this.container.clientWidth - margin) / (this.width * pixelsPerPoint);
    return this.zoom ?? Math.max(0.1, fitting);
  }

  private setZoom(zoom: number | undefined): void {
    this.zoom = zoom;
    this.layout();
  }

  /** Adjusts to the current size and zoom, and keeps the position. */
  private layout(): void {
    const { at } = this.position;
    this.place();
    this.goTo(at);
    this.drawVisible();
    this.onMove();
  }

  private place(): void {
    for (const page of this.pages) {
      page.layout(this.scale * pixelsPerPoint);
    }
  }

  private onIntersection(entries: readonly IntersectionObserverEntry[]): void {
    for (const { target, isIntersecting } of entries) {
      const page = this.byElement.get(target);
      if (page === undefined) {
        continue;
      }
      if (isIntersecting) {
        this.visible.add(page);
      } else {
        this.visible.delete(page);
        page.release();
      }
    }
    this.drawVisible();
  }

  private drawVisible(): void {
    if (!this.working) {
      this.working = true;
      void this.drawOneByOne().finally(() => (this.working = false));
    }
  }

  /** Draws the current page first, and ends when everything visible has its current size. */
  private async drawOneByOne(): Promise<void> {
    for (;;) {
      const here = this.position.at;
      const [next] = [...this.visible]
        .filter((page) => page.needsDrawing)
        .sort((a, b) => Math.abs(a.number - here) - Math.abs(b.number - here));
      if (next === undefined) {
        return;
      }
      await next.draw();
    }
  }
}

export function fill(text: string, ...values: readonly number[]): string {
  return text.replace(/\{(\d)\}/g, (place, index: string) => String(values[Number(index)] ?? place));
}

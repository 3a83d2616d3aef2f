import { Unproven } from './unproven.ts';

const constructing = new Set(['m', 'l', 'c', 'v', 'y', 'h', 're']);
const painting = new Set(['b', 'B', 'b*', 'B*', 'f', 'F', 'f*', 's', 'S', 'n']);
const drawing = new Set(['Do', 'sh', 'BI']);

/**
 * Keeps to what may stand within what: lines, fields and pictures stand outside of text, and text and paths end where they began. Else
 * readers differ, what comes after goes on with what was left open, and no mark can stand around it. Source: ISO 32000-1 8.2, figure 9.
 */
export class ObjectOrder {
  private within: 'page' | 'path' | 'text' = 'page';

  take(operator: string): void {
    if (operator === 'ET') {
      if (this.within !== 'text') throw new Unproven('an end of text that did not begin');
      this.within = 'page';
    } else if (operator === 'BT' || drawing.has(operator)) {
      if (this.within !== 'page') throw new Unproven(`${operator} within ${this.within}`);
      if (operator === 'BT') this.within = 'text';
    } else if (constructing.has(operator) || painting.has(operator)) {
      if (this.within === 'text') throw new Unproven('a path within text');
      this.within = constructing.has(operator) ? 'path' : 'page';
    }
  }

  end(): void {
    if (this.within !== 'page') throw new Unproven(`a ${this.within} left open`);
  }
}

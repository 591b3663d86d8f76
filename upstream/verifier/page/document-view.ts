import type { Block, Point } from '../words/document.ts';
import { element } from './element.ts';

/** A report as elements. Every value keeps its own direction. */
export function documentView(blocks: readonly Block[]): HTMLElement[] {
  return blocks.map(blockView);
}

function blockView(block: Block): HTMLElement {
  if (block.kind === 'verdict')
    return element(
      'div',
      { class: `verdict ${block.verdict}`, 'data-verdict': block.verdict },
      element('h2', { tabindex: '-1', id: 'verdict' }, block.title),
      element('p', {}, block.text),
    );
  if (block.kind === 'heading') return element(block.level === 2 ? 'h2' : 'h3', {}, block.text);
  if (block.kind === 'fields')
    return element(
      'dl',
      {},
      ...block.fields.flatMap(([label, value]) => [
        element('dt', {}, label),
        element('dd', {}, element('bdi', {}, value)),
      ]),
    );
  return block.kind === 'table' ? tableView(block) : element('ul', { class: 'points' }, ...block.points.map(pointView));
}

function tableView({ caption, head, rows }: Extract<Block, { kind: 'table' }>): HTMLElement {
  return element(
    'div',
    { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': caption },
    element(
      'table',
      {},
      element('caption', {}, caption),
      element('thead', {}, element('tr', {}, ...head.map((title) => element('th', { scope: 'col' }, title)))),
      element(
        'tbody',
        {},
        ...rows.map(([first = '', ...figures]) =>
          element(
            'tr',
            {},
            element('th', { scope: 'row' }, element('bdi', {}, first)),
            ...figures.map((figure) => element('td', {}, element('bdi', {}, figure))),
          ),
        ),
      ),
    ),
  );
}

function pointView({ tone, label, place, text }: Point): HTMLElement {
  return element(
    'li',
    { class: tone },
    ...(label === '' ? [] : [element('strong', {}, label), ' ']),
    ...(place === '' ? [] : [element('bdi', { class: 'place' }, place), ' ']),
    element('span', {}, text),
  );
}

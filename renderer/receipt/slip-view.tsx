import type { JSX } from 'react';
import type { Block, SlipPage } from '../../shared/receipt/slip.ts';
import { ItemIcon } from '../icons/item-icon.tsx';
import { QrCode } from '../parts/qr-code.tsx';

const DOTS_PER_COLUMN = 12;
/** A code larger than this is no easier to scan and costs the family's paper. */
const LARGEST_CODE_DOTS = 350;

/** A slip as it will stand on paper. Every text is isolated, so that a number or a foreign name never reorders its line. */
export function SlipView({ page }: Readonly<{ page: SlipPage }>): JSX.Element {
  // Blocks never move within a slip, so their place is their key.
  return (
    <>
      {page.slip.map((block, at) => (
        <BlockView key={at} block={block} width={page.width} />
      ))}
    </>
  );
}

function BlockView({ block, width }: Readonly<{ block: Block; width: number }>): JSX.Element {
  switch (block.kind) {
    case 'text':
      return (
        <p className={`${block.size} ${block.align}`} data-bold={block.bold}>
          <bdi>{block.text}</bdi>
        </p>
      );
    case 'pair':
      return (
        <p className="pair">
          <bdi>{block.label}</bdi>
          <span className="value" data-bold={block.bold}>
            <bdi>{block.value}</bdi>
          </span>
        </p>
      );
    case 'number':
      return (
        <div className="number">
          <span>
            <small>{block.label}</small>
            <bdi dir="ltr">{block.number}</bdi>
          </span>
          <span>
            <small>{block.checkLabel}</small>
            <bdi dir="ltr">{block.check}</bdi>
          </span>
        </div>
      );
    case 'banner':
      return <p className={`banner ${block.size}`}>{block.text}</p>;
    case 'item':
      return (
        <div className="item">
          <ItemIcon icon={block.icon} />
          <p className="what">
            <bdi>{block.name}</bdi>
            <span className="quantity">
              <bdi>{block.quantity}</bdi>
            </span>
          </p>
          {block.notes.map((note) => (
            <p className="note" key={note}>
              {note}
            </p>
          ))}
        </div>
      );
    case 'table':
      return <TableView block={block} />;
    case 'qr':
      return (
        <p className="code">
          <QrCode text={block.text} label="" dots={Math.min(width, LARGEST_CODE_DOTS)} />
        </p>
      );
    case 'ruler':
      return <Ruler columns={Math.floor(width / DOTS_PER_COLUMN)} />;
    case 'rule':
      return <hr />;
  }
}

function TableView({ block }: Readonly<{ block: Extract<Block, { kind: 'table' }> }>): JSX.Element {
  const cells = (row: readonly string[]): JSX.Element[] =>
    row.map((cell, at) => (
      <td key={at}>
        <bdi>{cell}</bdi>
      </td>
    ));
  return (
    <table>
      <thead>
        <tr>{cells(block.columns)}</tr>
      </thead>
      <tbody>
        {block.rows.map((row, at) => (
          <tr key={at}>{cells(row)}</tr>
        ))}
      </tbody>
    </table>
  );
}

/** A mark at every column and a longer one at every tenth: paper that is too narrow shows where it ends. */
function Ruler({ columns }: Readonly<{ columns: number }>): JSX.Element {
  const marks = Array.from({ length: columns }, (_, at) => {
    const height = (at + 1) % 10 === 0 ? 32 : 16;
    return `M${at * DOTS_PER_COLUMN} ${32 - height}h3v${height}h-3z`;
  });
  return (
    <svg className="ruler" width={columns * DOTS_PER_COLUMN} height={32} shapeRendering="crispEdges" aria-hidden="true">
      <path d={marks.join('')} />
    </svg>
  );
}

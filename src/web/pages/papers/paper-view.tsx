// The text of a paper on screen: the same blocks, in the same order, as its PDF.

import type { PaperBlock, PaperText } from "../../../contract/papers.ts";
import { READING } from "../../texts/papers.ts";
import "../../styles/papers.css";

export interface PaperViewProps {
  readonly text: PaperText;
  /** Level of the headings of its sections: below that of the page or of the dialog around it. */
  readonly level: 2 | 3;
}

export function PaperView({ text, level }: PaperViewProps) {
  const { office } = text;
  return (
    <article className="cv-paper" lang="it">
      <div className="cv-paper-head">
        <p>
          <span className="cv-paper-region">{office.region}</span>
          <br />
          {office.name}
        </p>
        <p className="cv-paper-small">
          {office.address}
          {office.contacts !== "" && (
            <>
              <br />
              {office.contacts}
            </>
          )}
        </p>
      </div>
      {text.subtitle !== "" && <p className="cv-paper-small">{text.subtitle}</p>}
      {text.blocks.map((block, place) => (
        // The blocks of a paper never change places: the text is what it is.
        <Block key={`${place}-${block.kind}`} block={block} level={level} />
      ))}
    </article>
  );
}

function Block({ block, level }: { readonly block: PaperBlock; readonly level: 2 | 3 }) {
  switch (block.kind) {
    case "section":
      return level === 2 ? <h2>{block.title}</h2> : <h3>{block.title}</h3>;
    case "paragraph":
      return <p>{block.text}</p>;
    case "facts":
      return (
        <dl>
          {block.rows.map(([name, value]) => (
            <Fact key={name} name={name} value={value} />
          ))}
        </dl>
      );
    case "list":
      return (
        <ul>
          {block.items.map((item) => (
            <li key={item}>{item}</li>
          ))}
        </ul>
      );
    case "numbered":
      return <Numbered items={block.items} />;
    case "table":
      return <Table head={block.head} rows={block.rows} />;
    case "notice":
      return (
        <div className="cv-paper-notice">
          <p className="cv-paper-notice-title">{block.title}</p>
          {block.text !== "" && <p>{block.text}</p>}
        </div>
      );
    case "small":
      return (
        <>
          {block.lines.map((line) => (
            <p key={line} className="cv-paper-small mb-1">
              {line}
            </p>
          ))}
        </>
      );
    case "code":
      return (
        <div className="cv-paper-notice">
          <p>{block.title}</p>
          <p className="cv-paper-code">{block.text}</p>
          <p className="cv-paper-small">{block.explained}</p>
        </div>
      );
    case "signatures":
      return (
        <p className="cv-paper-small">
          {READING.signatures(
            block.boxes.map(({ who, name }) => (name === "" ? who : `${who}, ${name}`)).join("; "),
          )}
        </p>
      );
  }
}

function Fact({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  );
}

type Items = Extract<PaperBlock, { kind: "numbered" }>["items"];

function Numbered({ items }: { readonly items: Items }) {
  return (
    <ol>
      {items.map((item) => (
        <li key={item.title}>
          <strong>{`${item.title}.`}</strong> {item.lines.join(" ")}
          {item.law !== null && (
            <>
              <br />
              <span className="cv-paper-small">{READING.law(item.law)}</span>
            </>
          )}
        </li>
      ))}
    </ol>
  );
}

function Table({
  head,
  rows,
}: {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}) {
  return (
    <table>
      <thead>
        <tr>
          {head.map((cell) => (
            <th key={cell} scope="col">
              {cell}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.join("|")}>
            {row.map((cell, column) => (
              <td key={head[column]}>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

// What differs between two designs, in words, for the sheet on paper.

import type { MeasuredRows, SheetContent } from "../sharing/sheet";
import type { Values } from "../state/values";
import type { Report } from "../worker/core";
import { ownOf } from "./other-design";
import type { Surroundings, Tools } from "./tools";

/** A design with its name; without a report, its figures are not known. */
export interface Named {
  readonly name: string;
  readonly values: Values;
  readonly report: Report | undefined;
}

/** Where one of the two has no such setting. */
const NONE = "–";

/** The settings that differ: name, value of the first, value of the second. */
function differingSettings({ words, state }: Tools, designs: readonly Named[]): string[][] {
  const own = ownOf(state, designs[0]!.values.all());
  return state.parameters
    .filter(({ name }) => name in own)
    .map((p) => {
      const said = designs.map(({ values }) => {
        const value = (name: string) => values.get(name);
        return state.isInForce(p, value) ? words.valueAmong(p, value) : NONE;
      });
      return [words.name(p), ...said];
    })
    .filter(([, a, b]) => a !== b);
}

/** Facts and remarks of a report, as the sheet has them: the panel shows them, and then those of the present one. */
function reported(
  { report: panel }: Surroundings,
  report: Report,
  present: Report | undefined,
): Pick<SheetContent, "facts" | "notes"> {
  panel.update(report);
  const said = panel.forPrint;
  if (present) panel.update(present);
  return said;
}

/** The sheet of two designs: what differs stands in a table, the rest once, a remark on one of them with its name. */
export function sheetOf(
  tools: Tools,
  usual: SheetContent,
  designs: readonly Named[],
  present: Report | undefined,
  listed?: (report: Report) => MeasuredRows,
): SheetContent {
  const { words, ui } = tools;
  const heads = ["", ...designs.map(({ name }) => name)];
  const settings = differingSettings(tools, designs);
  const reports = designs.map(
    ({ report }): Pick<SheetContent, "facts" | "notes"> =>
      report ? reported(ui, report, present) : { facts: [], notes: [] },
  );
  const measured = designs.map(({ report }) => (report && listed ? listed(report).rows : []));
  const differing = (lists: readonly SheetContent["facts"][]) => {
    const [first, second] = lists.map((list) => new Map(list));
    const names = new Set([...(first?.keys() ?? []), ...(second?.keys() ?? [])]);
    return [...names]
      .map((name) => [name, first?.get(name) ?? NONE, second?.get(name) ?? NONE])
      .filter(([, a, b]) => a !== b);
  };
  const rows = [...settings, ...differing(reports.map(({ facts }) => facts)), ...differing(measured)];
  const compared = new Set(rows.map(([name]) => name));
  const rest = (list: SheetContent["facts"]) => list.filter(([name]) => !compared.has(name));
  const remarks = designs.flatMap(({ name }, i) =>
    reports[i]!.notes.filter((note) => !reports[1 - i]!.notes.includes(note)).map((note) => `${name}: ${note}`),
  );
  const known = new Set(reports.flatMap(({ notes }) => notes));
  const common = reports[0]!.notes.filter((note) => reports[1]!.notes.includes(note));
  const [a = "", b = ""] = designs.map(({ name }) => name);
  return {
    ...usual,
    description: words.text(rows.length > 0 ? "desk.sheet" : "desk.same", { a, b }),
    facts: rest(usual.facts),
    notes: [...usual.notes.filter((note) => !known.has(note)), ...common, ...remarks],
    settings: rest(usual.settings),
    measured: usual.measured && { ...usual.measured, rows: rest(usual.measured.rows) },
    ...(rows.length > 0 && { differing: { heads, rows } }),
  };
}

// What only panel and drawing ask of the table's rows: groups, conditions, steps, scales. It comes with these, not with
// every page that has the tag.

import rules from "build:rules";
import { parameters } from "./table";

for (const [place, p] of parameters.entries()) Object.assign(p, rules[place]);

import { halves, suite } from "./suite.mjs";

suite("chromium", halves.visitors);

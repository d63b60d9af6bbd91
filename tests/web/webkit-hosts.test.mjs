import { halves, suite } from "./suite.mjs";

suite("webkit", halves.hosts);

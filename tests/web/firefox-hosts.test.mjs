import { halves, suite } from "./suite.mjs";

suite("firefox", halves.hosts);

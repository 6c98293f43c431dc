// A handful of real municipalities and States for the tests of this part of the domain.

import { buildPlaceRegistry } from "./places.ts";

export const TEST_PLACES = buildPlaceRegistry(
  [
    { code: "F839", istat: "063049", name: "NAPOLI", province: "NA", from: "1865-12-14", to: "1925-11-29" },
    { code: "F839", istat: "063049", name: "NAPOLI", province: "NA", from: "1925-11-30", to: null },
    { code: "A064", istat: "063002", name: "AFRAGOLA", province: "NA", from: "1861-03-17", to: null },
    { code: "H501", istat: "058091", name: "ROMA", province: "RM", from: "1884-09-11", to: null },
    { code: "M297", istat: "058120", name: "FIUMICINO", province: "RM", from: "1992-04-04", to: null },
    { code: "A001", istat: "028001", name: "ABANO", province: "PD", from: "1866-11-19", to: "1924-11-13" },
    { code: "A001", istat: "028001", name: "ABANO TERME", province: "PD", from: "1924-11-14", to: null },
    { code: "A003", istat: "001801", name: "ABBADIA ALPINA", province: "TO", from: "1864-04-01", to: "1928-12-05" },
    { code: "A008", istat: "068001", name: "ABBATEGGIO", province: "PE", from: "1927-01-12", to: "1929-05-22" },
    { code: "A008", istat: "068001", name: "ABBATEGGIO", province: "PE", from: "1947-01-10", to: null },
    { code: "L378", istat: "022205", name: "TRENTO", province: "TN", from: "1920-10-16", to: null },
    { code: "A952", istat: "021008", name: "BOLZANO", otherName: "BOZEN", province: "BZ", from: "1920-10-16", to: null },
    { code: "A952", istat: "021008", name: "BOLZANO/BOZEN", province: "BZ", from: "1920-10-16", to: null },
    { code: "H223", istat: "035033", name: "REGGIO NELL'EMILIA", province: "RE", from: "1861-03-17", to: null },
    { code: "H892", istat: "063067", name: "SAN GIORGIO A CREMANO", province: "NA", from: "1861-03-17", to: null },
    { code: "D704", istat: "040012", name: "FORLÌ", province: "FC", from: "1861-03-17", to: null },
    { code: "H753", istat: "001235", name: "SAMONE", province: "TO", from: "1861-03-17", to: null },
    { code: "H754", istat: "022165", name: "SAMONE", province: "TN", from: "1920-10-16", to: "2016-01-01" },
    { code: "H754", istat: "022165", name: "SAMONE", province: "TN", from: "1947-01-01", to: null },
    { code: "ND", istat: "012846", name: "CUVEGLIO IN VALLE", province: "VA", from: "1927-01-12", to: "1928-02-15" },
  ],
  [
    { code: "Z112", name: "GERMANIA", to: null },
    { code: "Z129", name: "ROMANIA", to: null },
    { code: "Z118", name: "IUGOSLAVIA", to: "2003-02-04" },
  ],
);

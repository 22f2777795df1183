package org.pantau.catalogue.table;

import org.pantau.catalogue.model.Said;

/** A body that is no workbook, or one that is not safe to read. */
public final class UnreadableWorkbook extends Exception {
    private static final long serialVersionUID = 1L;

    private final Fault fault;

    UnreadableWorkbook(Fault fault) {
        super(fault.english(), null, false, false);
        this.fault = fault;
    }

    /** What is wrong with it, in words for a person. */
    public enum Fault {
        NO_WORKBOOK("bukan buku kerja Excel (.xlsx), atau rusak", "not a workbook (xlsx), or damaged"),
        DAMAGED("buku kerja terpotong atau rusak", "a workbook that is cut short or damaged"),
        TOO_BIG("buku kerja terlalu besar bila dibuka", "a workbook that is too big unpacked"),
        TOO_MANY_PARTS("buku kerja dengan lebih dari 2.000 bagian", "a workbook of more than 2000 parts"),
        OUTSIDE("buku kerja dengan sel di luar lembar", "a workbook with cells that lie beyond any sheet"),
        FORMULAS("buku kerja dengan rumus yang terlalu panjang", "a workbook whose formulas are too long");

        private final String indonesian;
        private final String english;

        Fault(String indonesian, String english) {
            this.indonesian = indonesian;
            this.english = english;
        }

        public String english() {
            return english;
        }

        /** In both languages. */
        public Said said() {
            return new Said(indonesian, english);
        }
    }

    public Fault fault() {
        return fault;
    }
}

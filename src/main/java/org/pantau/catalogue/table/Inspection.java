package org.pantau.catalogue.table;

import com.fasterxml.aalto.stax.InputFactoryImpl;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.pantau.catalogue.table.UnreadableWorkbook.Fault;

/**
 * Looks through a whole workbook before anything of it is kept: what is packed small can still fill the memory, and so can
 * one cell that says it stands in column ZZZZZZ, for its row is made as wide as that.
 */
final class Inspection {

    static final int MOST_PARTS = 2_000;

    private static final Pattern CELL = Pattern.compile("(?:[A-Za-z]{1,3}\\d{1,7})?");
    /** Excel's own limit. */
    private static final int LONGEST_FORMULA = 8_192;
    /** A shared formula is written out anew for each of its cells. */
    private static final long MOST_WRITTEN_OUT = 200_000_000;

    private static final String SHEETS = "xl/worksheets/";

    private final Workbook.Bounds bounds;
    private final byte[] some = new byte[64 * 1024];
    private long all;
    private long sharedFormulas;
    private int longestFormula;
    private boolean macros;

    private Inspection(Workbook.Bounds bounds) {
        this.bounds = bounds;
    }

    /** Looks a workbook through; returns whether it brings macros, which nobody here runs. */
    static boolean macrosIn(byte[] body, Workbook.Bounds bounds) throws UnreadableWorkbook {
        Inspection inspection = new Inspection(bounds);
        try (ZipFile zip = ZipFile.builder()
                .setSeekableByteChannel(new SeekableInMemoryByteChannel(body))
                .get()) {
            List<ZipArchiveEntry> entries = Collections.list(zip.getEntries());
            if (entries.size() > MOST_PARTS) {
                throw new UnreadableWorkbook(Fault.TOO_MANY_PARTS);
            }
            for (ZipArchiveEntry entry : entries) {
                inspection.part(zip, entry);
            }
            return inspection.macros;
        } catch (TooBigException e) {
            throw new UnreadableWorkbook(Fault.TOO_BIG);
        } catch (IOException | RuntimeException e) {
            throw new UnreadableWorkbook(Fault.DAMAGED);
        }
    }

    private void part(ZipFile zip, ZipArchiveEntry entry) throws IOException, UnreadableWorkbook {
        String name = entry.getName().toLowerCase(Locale.ROOT);
        macros |= name.endsWith("vbaproject.bin");
        long most = name.startsWith(SHEETS) ? bounds.unpacked() : Math.min(bounds.part(), bounds.unpacked());
        try (Counted part = new Counted(zip.getInputStream(entry), most)) {
            if (name.endsWith(".xml") || name.startsWith(SHEETS)) {
                elements(part);
            }
            while (part.read(some, 0, some.length) >= 0) {
                // counted as it is read
            }
        }
    }

    /** Read as the library will read it, so that what it sees has been seen here. */
    private void elements(Counted part) throws IOException, UnreadableWorkbook {
        XMLInputFactory factory = new InputFactoryImpl();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(part);
            while (reader.hasNext()) {
                if (reader.next() == XMLStreamConstants.START_ELEMENT) {
                    element(reader);
                }
            }
        } catch (XMLStreamException e) {
            part.checkSize();
            // Not well-formed: who opens this part meets the same, and nothing after it.
        }
    }

    private void element(XMLStreamReader reader) throws XMLStreamException, UnreadableWorkbook {
        switch (reader.getLocalName()) {
            case "c" -> {
                String reference = reader.getAttributeValue(null, "r");
                if (reference != null && !CELL.matcher(reference).matches()) {
                    throw new UnreadableWorkbook(Fault.OUTSIDE);
                }
            }
            case "f" -> formula(reader);
            case "Override", "Default" -> {
                String type = reader.getAttributeValue(null, "ContentType");
                macros |= type != null && type.toLowerCase(Locale.ROOT).contains("macroenabled");
            }
            default -> {
                // nothing that could grow
            }
        }
    }

    private void formula(XMLStreamReader reader) throws XMLStreamException, UnreadableWorkbook {
        sharedFormulas += "shared".equals(reader.getAttributeValue(null, "t")) ? 1 : 0;
        int length = 0;
        for (int event = reader.next(); event != XMLStreamConstants.END_ELEMENT; event = reader.next()) {
            length += reader.hasText() ? reader.getTextLength() : 0;
            if (length > LONGEST_FORMULA) {
                throw new UnreadableWorkbook(Fault.FORMULAS);
            }
        }
        longestFormula = Math.max(longestFormula, length);
        if (sharedFormulas * longestFormula > MOST_WRITTEN_OUT) {
            throw new UnreadableWorkbook(Fault.FORMULAS);
        }
    }

    /** A part, counted towards its own bound and that of all parts. */
    private final class Counted extends InputStream {

        private final InputStream part;
        private final long most;
        private long of;

        Counted(InputStream part, long most) {
            this.part = part;
            this.most = most;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int count = part.read(into, offset, length);
            if (count > 0) {
                of += count;
                all += count;
                checkSize();
            }
            return count;
        }

        void checkSize() throws TooBigException {
            if (all > bounds.unpacked() || of > most) {
                throw new TooBigException();
            }
        }

        @Override
        public void close() throws IOException {
            part.close();
        }
    }

    private static final class TooBigException extends IOException {
        private static final long serialVersionUID = 1L;
    }
}

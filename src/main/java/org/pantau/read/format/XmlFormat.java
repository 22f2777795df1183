package org.pantau.read.format;

import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * XML to the tree JSON comes to: an element with nothing but text is that text, any other one a map; attributes are
 * {@code @name}, text beside them {@code #text}, repeated elements a list. Namespaces are dropped, so that a changed
 * prefix or default namespace changes nothing. The document is a map with the root element as its only entry.
 *
 * <p>A document type is refused whole: nothing outside is ever fetched, and no entity grows.
 */
public final class XmlFormat {

    private static final int MAX_DEPTH = 100;
    private static final int MAX_ELEMENTS = 500_000;
    private static final int MAX_ATTRIBUTES = 200;
    private static final int MAX_TEXT = 1_000_000;
    private static final String TEXT = "#text";

    private static final Pattern ENCODING =
            Pattern.compile("<\\?xml\\s[^>]{0,99}?encoding\\s*=\\s*[\"']([^\"']{1,40})");

    private int elements;

    private XmlFormat() {}

    /**
     * Parses a whole document, in the encoding it names.
     *
     * @throws UnreadableBody when it is not XML, cut short, or more than is allowed
     */
    public static Map<String, @Nullable Object> read(byte[] body) throws UnreadableBody {
        return read(text(body));
    }

    /** Not left to the JDK's parser, which prints bytes that are not of the encoding to the standard error stream. */
    private static String text(byte[] body) throws UnreadableBody {
        Matcher named = ENCODING.matcher(Bodies.start(body));
        // A declaration of single bytes that names UTF-16 is wrong about itself.
        if (!named.lookingAt() || Bodies.markLength(body) > 0 || named.group(1).startsWith("utf-")) {
            return Bodies.text(body);
        }
        try {
            return new String(body, Charset.forName(named.group(1)));
        } catch (IllegalArgumentException e) {
            throw new UnreadableBody("XML in an encoding nobody knows here");
        }
    }

    /** Parses a document that is text already, whatever encoding it names. */
    public static Map<String, @Nullable Object> read(String text) throws UnreadableBody {
        try {
            Reader characters = new StringReader(text.strip());
            return new XmlFormat().document(factory().createXMLStreamReader(characters));
        } catch (XMLStreamException e) {
            throw unreadable(e);
        }
    }

    /** Of the JDK, for other ones on the class path have other limits. */
    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, true);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("nothing outside is fetched");
        });
        return factory;
    }

    private Map<String, @Nullable Object> document(XMLStreamReader xml) throws XMLStreamException, UnreadableBody {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.DTD) {
                throw new UnreadableBody("XML with a document type (DTD), which is refused");
            }
            if (event == XMLStreamConstants.START_ELEMENT) {
                document.put(xml.getLocalName(), element(xml, 1));
            }
        }
        return document;
    }

    private @Nullable Object element(XMLStreamReader xml, int depth) throws XMLStreamException, UnreadableBody {
        if (depth > MAX_DEPTH) {
            throw new UnreadableBody("XML nested deeper than " + MAX_DEPTH);
        }
        if (++elements > MAX_ELEMENTS) {
            throw new UnreadableBody("more than " + MAX_ELEMENTS + " elements of XML");
        }
        Map<String, @Nullable Object> children = new LinkedHashMap<>();
        boolean nil = attributes(xml, children);
        StringBuilder text = new StringBuilder();
        while (true) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> add(children, xml.getLocalName(), element(xml, depth + 1));
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                    append(text, xml.getText());
                case XMLStreamConstants.ENTITY_REFERENCE ->
                    throw new UnreadableBody("XML with an entity of its own, which is refused");
                case XMLStreamConstants.END_ELEMENT -> {
                    return nil ? null : content(children, text.toString().strip());
                }
                default -> {}
            }
        }
    }

    /** Whether they say that the element is nil, that is, there but without a value. */
    private static boolean attributes(XMLStreamReader xml, Map<String, @Nullable Object> into) throws UnreadableBody {
        int count = xml.getAttributeCount();
        if (count > MAX_ATTRIBUTES) {
            throw new UnreadableBody("more than " + MAX_ATTRIBUTES + " attributes of one element");
        }
        boolean nil = false;
        for (int i = 0; i < count; i++) {
            String name = xml.getAttributeLocalName(i);
            String value = xml.getAttributeValue(i);
            boolean schema = "http://www.w3.org/2001/XMLSchema-instance".equals(xml.getAttributeNamespace(i));
            if (schema && name.equals("nil")) {
                nil = value.equals("true") || value.equals("1");
            } else if (!schema) {
                into.putIfAbsent("@" + name, value);
            }
        }
        return nil;
    }

    private static void append(StringBuilder text, String part) throws UnreadableBody {
        if (text.length() + part.length() > MAX_TEXT) {
            throw new UnreadableBody("a text of more than " + MAX_TEXT + " characters");
        }
        text.append(part);
    }

    private static Object content(Map<String, @Nullable Object> children, String text) {
        if (children.isEmpty()) {
            return text;
        }
        if (!text.isEmpty()) {
            children.put(TEXT, text);
        }
        return children;
    }

    private static void add(Map<String, @Nullable Object> children, String name, @Nullable Object child) {
        if (!children.containsKey(name)) {
            children.put(name, child);
        } else if (children.get(name) instanceof Siblings siblings) {
            siblings.add(child);
        } else {
            Siblings siblings = new Siblings();
            siblings.add(children.get(name));
            siblings.add(child);
            children.put(name, siblings);
        }
    }

    /** Elements of one name: an element is never a list by itself. */
    private static final class Siblings extends ArrayList<@Nullable Object> {
        private static final long serialVersionUID = 1L;
    }

    private static UnreadableBody unreadable(XMLStreamException e) {
        String said = String.valueOf(e.getMessage());
        String why = "not XML";
        if (said.contains("entity") && !said.contains("JAXP")) {
            why = "XML with an entity of its own, which is refused";
        } else if (said.contains("end of file") || said.contains("must start and end within")) {
            why = "XML that is cut short";
        }
        return e.getLocation() == null || e.getLocation().getLineNumber() < 1
                ? new UnreadableBody(why)
                : new UnreadableBody(why + ", at line " + e.getLocation().getLineNumber() + ", column "
                        + e.getLocation().getColumnNumber());
    }

    /** The lists of a tree are lists like any other to those who read it. */
    static List<?> asList(@Nullable Object value) {
        return value instanceof List<?> list ? list : value == null ? List.of() : List.of(value);
    }
}

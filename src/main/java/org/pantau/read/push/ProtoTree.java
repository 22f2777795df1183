package org.pantau.read.push;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.pantau.read.format.UnreadableBody;

/** OpenTelemetry metrics as protobuf to the tree their JSON would be, so that both are read by one piece of code. */
final class ProtoTree {

    private ProtoTree() {}

    static Object read(byte[] body) throws UnreadableBody {
        try {
            return tree(ExportMetricsServiceRequest.parseFrom(body));
        } catch (InvalidProtocolBufferException e) {
            throw new UnreadableBody("not OpenTelemetry metrics as protobuf");
        }
    }

    private static Map<String, Object> tree(Message message) {
        Map<String, Object> fields = new HashMap<>();
        message.getAllFields().forEach((field, value) -> fields.put(field.getJsonName(), value(value)));
        return fields;
    }

    private static Object value(Object value) {
        if (value instanceof List<?> list) {
            return list.stream().map(ProtoTree::value).toList();
        }
        if (value instanceof Message message) {
            return tree(message);
        }
        if (value instanceof EnumValueDescriptor number) {
            return number.getNumber();
        }
        return value instanceof ByteString ? "" : value;
    }
}

package org.pantau.query;

import io.vertx.sqlclient.Pool;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.function.UnaryOperator;

/** A pool that prepares other statements than it is given. */
final class RewrittenPool {

    private RewrittenPool() {}

    static Pool of(Pool pool, UnaryOperator<String> rewrite) {
        return (Pool) Proxy.newProxyInstance(
                Pool.class.getClassLoader(), new Class<?>[] {Pool.class}, (proxy, method, arguments) -> {
                    Object[] given = arguments;
                    if (method.getName().equals("preparedQuery") && arguments[0] instanceof String sql) {
                        given = arguments.clone();
                        given[0] = rewrite.apply(sql);
                    }
                    try {
                        return method.invoke(pool, given);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}

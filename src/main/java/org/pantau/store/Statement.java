package org.pantau.store;

import io.vertx.sqlclient.Tuple;

/** One statement with its arrays. */
record Statement(String sql, Tuple values) {}

@NullMarked
package org.pantau.store.spool;

import org.jspecify.annotations.NullMarked;

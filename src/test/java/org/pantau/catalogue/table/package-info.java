/** Tables: honest, broken and malicious ones. */
@NullMarked
package org.pantau.catalogue.table;

import org.jspecify.annotations.NullMarked;

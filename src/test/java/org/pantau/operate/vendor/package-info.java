/** What vendors are asked for. */
@NullMarked
package org.pantau.operate.vendor;

import org.jspecify.annotations.NullMarked;

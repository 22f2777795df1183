/** Tests of what the store takes of the disk, and will take. */
@NullMarked
package org.pantau.operate.storage;

import org.jspecify.annotations.NullMarked;

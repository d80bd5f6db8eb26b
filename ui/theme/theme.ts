import { createTheme } from '@mantine/core';

/** Mantine's behaviour where ours differs; every colour and size comes from tokens.css through mantine.css. */
export const theme = createTheme({
  autoContrast: false,
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
  defaultRadius: 'md',
  components: {
    Modal: {
      defaultProps: {
        centered: true,
        transitionProps: { duration: 160 },
        overlayProps: { backgroundOpacity: 0.45 },
      },
    },
    Drawer: {
      defaultProps: {
        position: 'right',
        transitionProps: { duration: 160 },
        overlayProps: { backgroundOpacity: 0.45 },
      },
    },
    ModalHeader: { defaultProps: { component: 'div' } },
    DrawerHeader: { defaultProps: { component: 'div' } },
    Select: { defaultProps: { checkIconPosition: 'right', allowDeselect: false, maxDropdownHeight: 320 } },
    MultiSelect: { defaultProps: { checkIconPosition: 'right', maxDropdownHeight: 320 } },
    NumberInput: { defaultProps: { hideControls: true } },
    Menu: { defaultProps: { shadow: 'md', radius: 'md' } },
  },
});
